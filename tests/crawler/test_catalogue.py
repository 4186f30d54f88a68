"""The bundled catalogue: valid, and silent until somebody has tried it."""

from crawler.declarations import CATALOGUE, load_catalogue


def test_every_bundled_declaration_is_valid_says_its_evidence_and_starts_disabled_until_tried() -> None:
    sources = load_catalogue([CATALOGUE])

    assert {"most", "gov", "ndrc", "people"} <= {source.id for source in sources}
    for source in sources:
        assert source.evidence, source.id
        assert source.enabled == (source.last_verified is not None), source.id


def test_every_bundled_declaration_lies_in_the_folder_of_its_kind() -> None:
    kinds = {path.stem: path.parent.name for path in CATALOGUE.rglob("*.toml")}

    assert kinds == {source.id: source.kind for source in load_catalogue([CATALOGUE])}
