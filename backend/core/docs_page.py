"""A page of the OpenAPI document for people: no script, no style in it, nothing from elsewhere."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) }
details { border: 1px solid var(--line); margin: .5rem 0; padding: .5rem .8rem }
summary { cursor: pointer; overflow-wrap: anywhere }
code, pre { font-family: ui-monospace, monospace; font-size: .9em }
pre { background: var(--soft); padding: .8rem; border-radius: .5rem; overflow-x: auto }
.method { display: inline-block; min-width: 4.5em; font-weight: 700 }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .6rem; border: 1px solid var(--line) }
"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} API</title>
<link rel="stylesheet" href="/api/docs/style.css">
<link rel="icon" href="/favicon.svg">
</head>
<body>
<h1>{title} API {version}</h1>
<p>{description} The same for programs: <a href="/api/openapi.json">openapi.json</a>.</p>
{body}
</body>
</html>
"""


def page(document: Mapping[str, Any]) -> str:
    """Write the page."""
    info = document["info"]
    sections = (*_endpoints(document["paths"]), *_schemas(document["components"]["schemas"]))
    return _PAGE.format(
        title=escape(info["title"]),
        version=escape(info["version"]),
        description=escape(info.get("description", "")),
        body="\n".join(sections),
    )


def _endpoints(paths: Mapping[str, Any]) -> Iterator[str]:
    by_tag: dict[str, list[str]] = {}
    for path, item in paths.items():
        for method, operation in item.items():
            shown = "".join(_operation(path, method, operation))
            by_tag.setdefault((operation.get("tags") or ["other"])[0], []).append(shown)
    for tag, operations in sorted(by_tag.items()):
        yield f"<h2>{escape(tag.capitalize())}</h2>{''.join(operations)}"


def _operation(path: str, method: str, operation: Mapping[str, Any]) -> Iterator[str]:
    yield f'<details><summary><span class="method">{method.upper()}</span>'
    yield f"<code>{escape(path)}</code> {escape(operation.get('summary', ''))}</summary>"
    yield f"<p>{escape(operation.get('description') or 'Open to everybody.')}</p>"
    for parameter in operation.get("parameters", ()):
        place, about = parameter["in"], parameter.get("description", "")
        yield f"<p><code>{escape(parameter['name'])}</code> ({place}) {escape(about)}</p>"
    for kind, media in operation.get("requestBody", {}).get("content", {}).items():
        yield f"<p>Body, {escape(kind)}: {_type(media.get('schema', {}))}</p>"
    yield "<table><tr><th>answer</th><th></th><th></th></tr>"
    for status, answer in operation["responses"].items():
        types = ", ".join(_type(media["schema"]) for media in answer.get("content", {}).values())
        yield f"<tr><td>{status}</td><td>{escape(answer['description'])}</td><td>{types}</td></tr>"
    yield "</table></details>"


def _schemas(schemas: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>Shapes</h2>"
    for name, schema in sorted(schemas.items()):
        text = escape(json.dumps(schema, indent=2, ensure_ascii=False))
        yield f'<details id="{escape(name)}"><summary><code>{escape(name)}</code></summary>'
        yield f"<pre>{text}</pre></details>"


def _type(schema: Mapping[str, Any]) -> str:
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        return f'<a href="#{escape(name)}">{escape(name)}</a>'
    return escape(str(schema.get("type", "")))
