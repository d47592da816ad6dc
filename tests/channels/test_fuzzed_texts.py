"""A thousand texts nobody would send: none of them gives a 500, or an order nobody asked for."""

import random
import string

from flask import Flask

from backend.core.db import Database
from tests.app_client import Phone, reply_of
from tests.channels.rows import count
from tests.nlp.measure import CORPUS
from tests.nlp.scoring import lines

TEXTS, A_PHONE = 1000, 20
SCRIPTS = "áñßçœøłžИЖلمष汉日한ไ☕🧊🥛👍🏽‍❄️"


def noise(chance: random.Random, texts: list[str]) -> str:
    """Printable noise, or a real text spoiled: cut, mixed, doubled, reversed."""
    text = chance.choice(texts)
    match chance.randrange(6):
        case 0:
            return "".join(chance.choices(string.printable + SCRIPTS, k=chance.randrange(1, 160)))
        case 1:
            return text[chance.randrange(len(text)) :]
        case 2:
            words = text.split() + chance.choice(texts).split()
            chance.shuffle(words)
            return " ".join(words)
        case 3:
            return text * chance.randrange(2, 30)
        case 4:
            return text[::-1]
    return "".join(chance.choice((letter, letter.upper(), "", "\u0301")) for letter in text)


def test_no_noise_gives_an_error_or_an_order(app: Flask, demo_db: Database) -> None:
    chance = random.Random(20261121)
    files = sorted((CORPUS / "dev").glob("*.jsonl"))
    texts = [line["text"] for path in files for line in lines(path)]
    answered = 0
    for place in range(TEXTS):
        if place % A_PHONE == 0:
            phone = Phone(app, address=f"+1555070{place:04}")
        text = noise(chance, texts)
        read_back = phone.chat[-1][1] if phone.chat else None
        orders = count(demo_db, "orders")
        response = phone.post(text)
        assert response.status_code == 200, text
        reply = reply_of(response)
        phone.chat.append((text, reply))
        answered += reply is not None
        if count(demo_db, "orders") > orders:
            # Only an agreement to what was read back may have placed it.
            assert read_back is not None, text
            assert any(yes in read_back for yes in ("YES", "JA", "SI", "OUI", "SIM")), text
    assert answered > TEXTS / 2
