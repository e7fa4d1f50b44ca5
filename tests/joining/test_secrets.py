"""The square's secret is nowhere but in the square."""

from uuid import uuid4

from server.joining.queries import Wanted, invite
from server.joining.rules import For, three_numbers
from server.joining.squares import Secret, draw_three, fresh_secret, square
from server.joining.tables import Claim, Invitation
from server.people.code_rules import typed
from server.people.ops import Press
from server.people.rules import Level
from tests.browsing import Browsers
from tests.world import World


async def _made(world: World) -> Secret:
    secret = fresh_secret()
    wanted = Wanted(
        kind=For.FAMILY, setting=world.oak, child=world.sam, called="Dana", role="carer"
    )
    await invite(world.ben, wanted, secret.hashes, press=Press(uuid4(), "a" * 64))
    return secret


async def test_a_phone_that_scanned_asks_with_the_secret(world: World, browsers: Browsers) -> None:
    secret, phone = await _made(world), browsers.nobody()
    form = {"secret": secret.words, "language": "pl"}
    whose = await phone.post("/join", data=form)
    assert (whose.status_code, await Claim.count()) == (200, 0)
    assert 'lang="pl"' in whose.text
    assert (await phone.post("/join", data={**form, "device": "staff"})).status_code == 200
    assert (await phone.post("/join", data={**form, "device": "shared"})).status_code == 303
    assert (await phone.post("/join", data={**form, "device": "shared"})).status_code == 303
    assert await Claim.count() == 1
    claimed = await Claim.objects().first()
    assert claimed
    assert (claimed.language, claimed.device) == ("pl", "shared")


async def test_only_hashes_are_kept(world: World) -> None:
    secret = await _made(world)
    row = await Invitation.select().first()
    assert row
    assert secret.words not in str(row)
    assert secret.code not in str(row)


async def test_no_page_asks_the_server_for_the_secret(world: World, browsers: Browsers) -> None:
    secret, phone = await _made(world), browsers.nobody()
    assert (await phone.get(f"/join?secret={secret.words}")).status_code == 200
    assert await Claim.count() == 0


async def test_a_code_level_session_is_not_taken_for_the_person(
    world: World, browsers: Browsers
) -> None:
    secret, phone = await _made(world), await browsers.of(world.nan, Level.CODE)
    await phone.post("/join", data={"secret": secret.words, "language": "pl", "device": "own"})
    claimed = await Claim.objects().first()
    assert claimed
    assert claimed.person is None


def test_a_code_is_read_however_it_is_spaced() -> None:
    assert typed(" abcd-2345 ") == "ABCD2345"


def test_numbers_are_three_and_different() -> None:
    assert all(three_numbers(draw_three()) for _ in range(500))


def test_every_secret_is_new_and_the_square_has_its_border() -> None:
    secrets = [fresh_secret() for _ in range(200)]
    assert len({secret.words for secret in secrets}) == len({s.code for s in secrets}) == 200
    drawn = square("https://alongside.test", secrets[0])
    assert drawn.size >= 33
    assert drawn.path.startswith("M4 4.5h7")
