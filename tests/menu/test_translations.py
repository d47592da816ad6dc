"""A menu in more languages: files beside it, and what is wrong with them said plainly."""

from pathlib import Path

import pytest

from backend.menu.documents import read
from backend.menu.translations import TranslationError, translated
from backend.menu.types import Menu

MENU = """
name: kiosk
options:
  size: {values: {large: {words: [big]}}}
items:
  green tea: {options: [size], words: {en: [sencha]}}
"""


def test_a_translation_beside_a_menu_is_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "kiosk.yaml").write_text(MENU)
    (tmp_path / "kiosk.de.yaml").write_text(
        "options: {size: {label: Größe, values: {large: {label: groß, words: [riesig]}}}}\n"
        "items: {green tea: {label: Grüntee, words: [grüner tee]}}\n"
        "idioms: [{words: [wie immer], item: green tea}]\n"
    )
    menu = Menu.model_validate(read(str(tmp_path / "kiosk.yaml")))
    assert menu.items["green tea"].words == {"en": ("sencha",), "de": ("grüner tee",)}
    assert menu.items["green tea"].label == {"de": "Grüntee"}
    large = menu.options["size"].values["large"]
    assert large.words == {"": ("big",), "de": ("riesig",)}
    assert menu.idioms[0].words == {"de": ("wie immer",)}


@pytest.mark.parametrize(
    ("translation", "named"),
    [
        (None, "de"),
        ([], "de"),
        ({"drinks": {}}, "drinks"),
        ({"items": {"cocoa": {"label": "Kakao"}}}, "items.cocoa"),
        ({"items": {"green tea": {"needs": ["kettle"]}}}, "items.green tea.needs"),
    ],
)
def test_what_is_wrong_is_named(translation: object, named: str) -> None:
    menu: dict[str, object] = {"items": {"green tea": {}}}
    with pytest.raises(TranslationError, match=named):
        translated(menu, "de", translation)  # type: ignore[arg-type]


def test_a_translation_may_leave_anything_out() -> None:
    menu: dict[str, object] = {"items": {"green tea": None}}
    assert translated(menu, "de", {"items": None, "idioms": None})["items"] == {"green tea": None}
