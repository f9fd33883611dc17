"""ES modules, linked into one classic script: the source is modules, a document has none.

A document opened from disk cannot load modules (a browser refuses `import` from `file://`), and an
inlined module cannot name another. So the modules are put one after the other, each after those it
imports from, and their import and export statements go. The order is the one in which a browser
would evaluate them: depth first, in the order of the import statements.

All modules then share one scope. To wrap each in a function of its own would keep their private
names apart, but costs 10 KB in each document (exported names could no longer be shortened), and two
functions of one name in one program confuse people as well. So two modules that declare the same
top-level name are an error here.

What is understood is what the player uses, one statement a line or with line breaks in the braces:

    import { name, other } from './folder/file.js';
    export function …   export async function …   export class …   export const …   export let …

Everything else that begins with `import` or `export` is an error: `as`, `*`, packages, imports for
their side effect, lists of exports, exports from elsewhere. The linter refuses `import()`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

_IMPORT = re.compile(
    r"^import \{\s*(\w+(?:,\s*\w+)*),?\s*\} from '(\.{1,2}/[\w./-]+\.js)';\n", re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:(?:async )?function|class|const|let) \w)", re.MULTILINE)
_DEFAULT = re.compile(r"^export (?=default function \w)", re.MULTILINE)
_DECLARED = re.compile(
    r"^(export (?:default )?)?(?:(?:async )?function|class|const|let|var) (\w+)", re.MULTILINE
)
# A declaration whose name is not read: `const {…} =`, `const […] =`, `function* name`.
_NAMELESS = re.compile(r"^(?:export )?(?:const|let|var|function) ?[\[{*].*", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


class LinkError(Exception):
    """Modules that cannot be linked: names the file, what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module's source, and what its import and export statements say.

    `path` is relative to the folder of modules, with slashes. `imports` are pairs of a module's
    path and the names taken from it, in the order of the statements. `declared` are all names at
    its top level, `exported` those that others may import. `body` is the source without import
    statements and without the word `export`; `export default` stays.
    """

    path: str
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    declared: tuple[str, ...]
    exported: frozenset[str]
    has_default: bool
    body: str


def read_module(folder: Traversable, path: str) -> Module:
    """Read a module and its import and export statements.

    Raises LinkError for a file that does not exist and for a statement that is not understood.
    """
    try:
        source = folder.joinpath(path).read_text("utf-8")
    except FileNotFoundError:
        raise LinkError(f"{path}: found no such file, expected a module to import") from None
    parts = _DECLARED.findall(source)
    body = _EXPORT.sub("", _IMPORT.sub("", source))
    strange = _NAMELESS.search(body) or _LEFT_OVER.search(_DEFAULT.sub("", body))
    if strange:
        raise LinkError(
            f"{path}: found `{strange[0]}`, expected `import {{ a, b }} from './file.js';` or "
            "`export` before a function, class, const or let with a name"
        )
    here = posixpath.dirname(path)
    return Module(
        path=path,
        imports=tuple(
            (posixpath.normpath(posixpath.join(here, file)), tuple(re.findall(r"\w+", names)))
            for names, file in _IMPORT.findall(source)
        ),
        declared=tuple(name for _, name in parts),
        exported=frozenset(name for export, name in parts if export == "export "),
        has_default=_DEFAULT.search(body) is not None,
        body=body,
    )


def ordered(folder: Traversable, *entries: str) -> list[Module]:
    """The entries and everything that they import, each module after those it imports from.

    Raises LinkError for a cycle, and for a module that imports a name that is not exported, a name
    twice, or itself.
    """
    modules: dict[str, Module] = {}
    done: dict[str, Module] = {}

    def visit(path: str, trail: tuple[str, ...]) -> None:
        if path in trail:
            circle = " → ".join([*trail[trail.index(path) :], path])
            raise LinkError(f"{path}: found an import cycle ({circle}), expected none")
        if path in done:
            return
        module = modules.setdefault(path, read_module(folder, path))
        for target, _ in module.imports:
            visit(target, (*trail, path))
        _check_imports(module, done)
        done[path] = module

    for entry in entries:
        visit(entry, ())
    return list(done.values())


def _check_imports(module: Module, others: dict[str, Module]) -> None:
    names = [name for _, names in module.imports for name in names]
    for name in names:
        if names.count(name) > 1 or name in module.declared:
            raise LinkError(f"{module.path}: found `{name}` imported twice, or declared as well")
    for target, wanted in module.imports:
        exported = others[target].exported
        for name in wanted:
            if name not in exported:
                raise LinkError(
                    f"{module.path}: found an import of `{name}` from {target}, "
                    f"expected one of its exports: {', '.join(sorted(exported)) or 'none'}"
                )


def linked(folder: Traversable, *entries: str, default: bool = False) -> str:
    """The entries and everything that they import, as one script without import and export.

    With `default` the first entry may have an `export default`, which stays as it is: the result is
    a module then. Raises LinkError also for two modules that declare the same top-level name.
    """
    modules = ordered(folder, *entries)
    _check_names(modules, entries[0] if default else None)
    return "\n".join(module.body for module in modules)


def _check_names(modules: list[Module], with_default: str | None) -> None:
    owners: dict[str, str] = {}
    for module in modules:
        if module.has_default and module.path != with_default:
            raise LinkError(f"{module.path}: found `export default`, expected named exports only")
        for name in module.declared:
            if name in owners:
                raise LinkError(
                    f"{module.path}: found `{name}`, which {owners[name]} declares as well; all "
                    "modules share one scope in the document, so give one of them another name"
                )
            owners[name] = module.path


def problems(
    folder: Traversable, entry: str, *others: str, own: str = "", uses: str = ""
) -> Iterator[str]:
    """What is wrong with a folder of modules, one sentence each; nothing when all is well.

    Beside what stops `linked`: a file that no entry reaches, and an export that no other module
    imports. `others` are entries that some documents have in addition. Only modules whose path
    begins with `own` are searched for these. `uses` is the text of files outside that import from
    the folder, such as tests: an export that occurs in it is used.
    """
    try:
        modules = ordered(folder, entry, *others)
        _check_names(modules, entry)
    except LinkError as error:
        yield str(error)
        return
    reached = {module.path for module in modules}
    for path in sorted(path for path in set(_scripts(folder)) - reached if path.startswith(own)):
        yield f"{path}: found a module that {entry} does not import, not even indirectly"
    imported = {(target, name) for m in modules for target, names in m.imports for name in names}
    words = set(re.findall(r"\w+", uses))
    for module in modules:
        for name in sorted(module.exported if module.path.startswith(own) else ()):
            if (module.path, name) not in imported and name not in words:
                yield f"{module.path}: found an export of `{name}`, which no module imports"


def _scripts(folder: Traversable, prefix: str = "") -> Iterator[str]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _scripts(child, f"{prefix}{child.name}/")
        elif child.name.endswith(".js"):
            yield prefix + child.name
