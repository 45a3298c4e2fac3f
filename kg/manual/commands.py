"""What the command line can do, in the words of `--help`."""

from collections.abc import Iterator
from inspect import cleandoc
from typing import Any

from kg.manual.markdown import code, prose, table


def commands(group: Any) -> str:
    """Markdown: a section for each command of a `click.Group`, with its usage, help and options."""
    context = group.context_class(group, info_name="kg", **group.context_settings)
    lines = list(_section(group, context))
    for name, command in group.commands.items():
        lines += _section(command, command.context_class(command, parent=context, info_name=name))
    return "\n".join(lines)


def _section(command: Any, context: Any) -> Iterator[str]:
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    yield f"## {context.command_path}\n"
    yield f"```text\n{usage}\n```\n"
    yield prose(cleandoc(command.help)) + "\n"
    records = filter(None, (parameter.get_help_record(context) for parameter in command.get_params(context)))
    yield from table(("option", "meaning"), ((code(names), prose(says)) for names, says in records if says))
    yield ""
    if ends := getattr(command, "ends", None):
        yield from table(("exit code", "meaning"), ((str(code), prose(words)) for code, words in ends.items()))
        yield ""
