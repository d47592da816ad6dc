"""Orders found again, and everything that happened to one."""

from flask import Flask

from tests.app_client import Phone, Staff, sign_in


def test_orders_are_found_by_number_name_phone_and_page(app: Flask, barista: Staff) -> None:
    for i, name in enumerate(("Ada", "Bo", "Cleo")):
        Phone(app, f"+1555040{i:04}").order(f"small green tea for {name}")
    path = "/api/events/demo/orders"
    first = barista.get(f"{path}?limit=2")
    assert [order["number"] for order in first["orders"]] == ["3", "2"]
    rest = barista.get(f"{path}?limit=2&cursor={first['next']}")
    assert [order["number"] for order in rest["orders"]] == ["1"]
    assert rest["next"] is None

    def found(query: str) -> list[str]:
        return [order["customer"]["name"] for order in barista.get(f"{path}?{query}")["orders"]]

    assert found("q=2") == ["Bo"]
    assert found("q=cle") == ["Cleo"]
    assert found("q=0000") == ["Ada"]
    assert found("phone=%2B15550400001") == ["Bo"]
    assert found("phone=0001") == []
    assert found("status=ready") == []
    assert found("q=%25") == []


def test_the_timeline_tells_all(app: Flask, phone: Phone, barista: Staff) -> None:
    phone.order()
    ticket = barista.ticket()
    barista.act(ticket["id"], "start")
    timeline = sign_in(app, "support").get(f"/api/orders/{ticket['order']}/timeline")
    what = [(entry["kind"], entry["what"]) for entry in timeline["timeline"]]
    assert ("action", "placed") in what
    assert ("action", "start") in what
    assert ("text", "text") in what
    assert timeline["stations"][ticket["station"]] == ticket["reason"]
