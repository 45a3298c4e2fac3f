-- Who is credited. Credits by person come out of the index alone, in its order: whoever looks at all of them sorts none.
CREATE INDEX credit_person ON credit (person, role, year);

-- Of a mention no more than credits are asked about with it, so that it is found in few pages.
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, credits INTEGER);
INSERT INTO person SELECT id, name, credits
FROM (SELECT person, COUNT(*) AS credits FROM credit GROUP BY person) CROSS JOIN mention ON id = person;

-- People of one plain name who are not one mention, each with the first of them.
CREATE TABLE homonym (id INTEGER PRIMARY KEY, first INTEGER);
INSERT INTO homonym SELECT id, MIN(id) OVER (PARTITION BY name) FROM person
WHERE name IN (SELECT name FROM person GROUP BY name HAVING COUNT(*) > 1);
