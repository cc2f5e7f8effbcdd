"""The demo's photographs: drawn shapes in a few colours, plainly not photographs of anything."""

from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFont

from registration import files
from registration.enums import ProductType
from registration.files import Checked
from registration.models import RegisteredProduct
from registration.services.evidence import Offer

_SIZE = (640, 480)
_EACH = 5  # pictures of a type; everybody shares them
_GROUNDS = ("#e8ddc8", "#dfe7ea", "#efe3dc", "#e4ead9", "#e6e0ee")
_COLOURS = {
    ProductType.TEXTILE: ("#7d2f4b", "#24306a", "#8a4b00", "#1f6f66", "#5b3a86"),
    ProductType.FOOD: ("#b5651d", "#9c3d1f", "#c28f2c", "#6d4c1d", "#a6482f"),
    ProductType.DRINK: ("#2c6e49", "#8c1c13", "#33658a", "#b08900", "#4f5d2f"),
    ProductType.HOUSEWARE: ("#8d6b3f", "#5e503f", "#a47148", "#6b705c", "#7f5539"),
    ProductType.HERBAL: ("#386641", "#6a994e", "#4d7c0f", "#7a8b3c", "#2f5d50"),
}


def offers(products: list[RegisteredProduct]) -> list[Offer]:
    """A photograph for each product, and that the officer has seen the identity card."""
    found = [
        Offer("product-photo", each.sequence, (_picture(each.product_type, _number(each)),))
        for each in products
    ]
    return [*found, Offer("id-card", seen=True)]


def _number(product: RegisteredProduct) -> int:
    """Always the same picture for the same name."""
    return sum(map(ord, product.name)) % _EACH


@cache
def _picture(kind: str, number: int) -> Checked:
    picture = Image.new("RGB", _SIZE, _GROUNDS[number])
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 380, *_SIZE), fill="#c9bfae")
    draw = {
        ProductType.TEXTILE: _cloth, ProductType.FOOD: _bowl, ProductType.DRINK: _bottle,
        ProductType.HOUSEWARE: _basket, ProductType.HERBAL: _leaves,
    }[ProductType(kind)]  # fmt: skip
    draw(pen, _COLOURS[ProductType(kind)][number], Random(f"{kind} {number}"))  # noqa: S311
    pen.text((20, 440), "DEMO - not a photograph", "#5b5346", ImageFont.load_default(26))
    out = BytesIO()
    picture.save(out, "JPEG")
    return files.check(BytesIO(out.getvalue()), pictures_only=True)


def _cloth(pen, colour, rng) -> None:
    pen.rectangle((130, 60, 510, 420), fill=colour)
    for y in range(80, 410, 40):
        for x in range(150, 500, 40):
            half = rng.choice((6, 10, 14))
            diamond = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
            pen.polygon(diamond, fill="#f1e3c6")


def _bowl(pen, colour, rng) -> None:
    for _n in range(18):
        x, y = rng.randint(210, 430), rng.randint(190, 240)
        pen.ellipse((x - 26, y - 20, x + 26, y + 20), fill=colour)
    pen.chord((150, 90, 490, 410), 0, 180, fill="#f7f3ea", outline="#8b8371", width=4)


def _bottle(pen, colour, rng) -> None:
    for x in (190, 320, 450):
        top = rng.randint(90, 140)
        pen.rectangle((x - 16, top, x + 16, top + 70), fill=colour)
        pen.rounded_rectangle((x - 46, top + 60, x + 46, 400), 24, fill=colour)
        pen.rectangle((x - 46, 250, x + 46, 330), fill="#f4ecd8")


def _basket(pen, colour, rng) -> None:
    pen.arc((200, 50, 440, 350), 180, 360, fill=colour, width=16)
    pen.polygon([(150, 200), (490, 200), (440, 410), (200, 410)], fill=colour)
    for y in range(215, 405, 24):
        shift = rng.randint(0, 20)
        for x in range(180 + shift, 450, 44):
            pen.line((x, y, x + 26, y), fill="#e9dcc3", width=8)


def _leaves(pen, colour, rng) -> None:
    pen.line((320, 60, 320, 420), fill="#5c4a2f", width=8)
    for y in range(90, 380, 45):
        length = rng.randint(110, 190)
        pen.ellipse((320 - length, y, 320, y + 40), fill=colour)
        pen.ellipse((320, y + 20, 320 + length, y + 60), fill=colour)
