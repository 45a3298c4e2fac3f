"""The record: what one source says of one film, every value in its final lexical form.

The names are those of `kg read` (one JSON object a film). A field that the source does not state is absent.
The shapes in `shapes/` say what each field becomes; a test holds the two in step.
"""

from msgspec import Struct

Identifiers = dict[str, str]
"""Scheme → value, as in `{"imdb": "tt5537002"}`; the schemes are those of `ontology/authorities.toml`."""


NOWHERE = "0"
"""The position of who is credited in no place of a list, as where several records that differ were joined."""


class Organization(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """A company or an institution."""

    name: str
    identifiers: Identifiers = {}


class Person(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Somebody who is credited; `character` is whom they play in the film that credits them.

    `position` is their place in the list, where it is not that in which they stand; `NOWHERE` if they have none.
    """

    name: str
    character: str | None = None
    position: str | None = None
    affiliation: Organization | None = None
    identifiers: Identifiers = {}


class Work(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a film is based on; `kind` is a word of the work shape (book, play, ...)."""

    title: str
    authors: tuple[Person, ...] = ()
    kind: str | None = None
    identifiers: Identifiers = {}


class Country(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A country: ISO 3166-1 alpha-2 or ISO 3166-3 four-letter `code`, `names` by language."""

    code: str
    names: dict[str, str] = {}


class Quote(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Words of the press, verbatim; `source` is who is quoted, as the source writes it."""

    text: str
    source: str | None = None


class Rating(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A rating: decimals, of which `best` is the highest possible, and `worst` the lowest, 1 where it is not said."""

    value: str
    best: str
    worst: str | None = None


class AggregateRating(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The average of the ratings of many, on a scale as of `Rating`; `author` is whose it is, where that is known."""

    value: str
    best: str
    worst: str | None = None
    author: Organization | None = None
    rating_count: str | None = None
    review_count: str | None = None


class Review(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A review, of which a text, a title or a rating is needed; `date` is an XSD date.

    `publications` are organisations that are its authors.
    """

    text: str | None = None
    title: str | None = None
    rating: Rating | None = None
    authors: tuple[Person, ...] = ()
    publications: tuple[Organization, ...] = ()
    date: str | None = None
    url: str | None = None


class Image(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A picture: its address, or at least the source's own `id` of it.

    `width` and `height` are whole numbers of pixels.
    """

    url: str | None = None
    id: str | None = None
    caption: str | None = None
    credit: str | None = None
    licence: str | None = None
    width: str | None = None
    height: str | None = None


class Video(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A trailer: `url` is the file or the page, `embed` a player for it; one of them is needed.

    `uploaded` is an XSD date.
    """

    url: str | None = None
    title: str | None = None
    thumbnail: str | None = None
    uploaded: str | None = None
    embed: str | None = None


class Venue(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where films are shown, as the source writes it; `kind` is `cinema` where it says that it is one.

    `latitude` and `longitude` are decimals, `screens` is how many a cinema has.
    """

    name: str
    address: str | None = None
    telephone: str | None = None
    page: str | None = None
    kind: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    screens: str | None = None


class Edition(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One year's festival, by its name; `start` and `end` are its first and its last day, XSD dates."""

    name: str
    start: str | None = None
    end: str | None = None
    place: Venue | None = None


class Section(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A section of the programme of an edition, such as a competition."""

    name: str
    edition: Edition | None = None


class Premiere(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A premiere of a film, as the source calls it (`World premiere`), and at which edition it was."""

    status: str
    edition: Edition | None = None


class Offer(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Tickets: `price` is a decimal, `currency` an ISO 4217 code, `availability` an IRI of schema.org's."""

    price: str | None = None
    currency: str | None = None
    availability: str | None = None
    url: str | None = None


class Screening(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A showing: its times are XSD dateTimes with their zone, as the clock there tells it.

    `status` is an EventStatusType of schema.org; one that is cancelled or moved keeps its start. `languages` and
    `subtitles` are BCP 47 tags of what is spoken and read in this showing, `version` is what the source calls it (OmU).
    `guests` are who is present.
    """

    start: str
    end: str | None = None
    venue: Venue | None = None
    status: str | None = None
    previous_start: str | None = None
    tickets: tuple[Offer, ...] = ()
    door_time: str | None = None
    screen: str | None = None
    languages: tuple[str, ...] = ()
    subtitles: tuple[str, ...] = ()
    version: str | None = None
    video_format: tuple[str, ...] = ()
    page: str | None = None
    edition: Edition | None = None
    guests: tuple[Person, ...] = ()


class Fault(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a reader could not understand. `field` is empty and `path` given when a whole file is at fault."""

    field: str
    raw: str
    reason: str
    path: str = ""
    line: int = 0


class Source(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Where a record stands: `path` relative to the catalogue, 1-based `line`, the source's `name`, its `key` there.

    `encoding` is told where the text is not UTF-8. `lines` are those on which each field stands, where a page says so.
    """

    path: str = ""
    line: int = 0
    reader: str = ""
    licence: str = ""
    name: str = ""
    key: str = ""
    encoding: str = ""
    lines: dict[str, tuple[int, ...]] = {}


class Record(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one source says of one film, series or episode; lists are in the order of the source."""

    kind: str = "film"
    title: str | None = None
    alternate_titles: tuple[str, ...] = ()
    year: int | None = None
    release_date: str | None = None
    duration: str | None = None
    genres: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    subtitles: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    directors: tuple[Person, ...] = ()
    composers: tuple[Person, ...] = ()
    cast: tuple[Person, ...] = ()
    screenwriters: tuple[Person, ...] = ()
    cinematographers: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    producers: tuple[Person, ...] = ()
    production_companies: tuple[Organization, ...] = ()
    distributors: tuple[Organization, ...] = ()
    other_credits: dict[str, tuple[Person, ...]] = {}
    based_on: tuple[Work, ...] = ()
    descriptions: dict[str, str] = {}
    quotes: tuple[Quote, ...] = ()
    ratings: tuple[AggregateRating, ...] = ()
    reviews: tuple[Review, ...] = ()
    awards: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    trailer: Video | None = None
    page: str | None = None
    identifiers: Identifiers = {}
    editions: tuple[Edition, ...] = ()
    sections: tuple[Section, ...] = ()
    premieres: tuple[Premiere, ...] = ()
    screenings: tuple[Screening, ...] = ()
    source: Source = Source()
    faults: tuple[Fault, ...] = ()
