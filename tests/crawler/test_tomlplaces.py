"""Lines of keys, where tomllib gives none."""

from crawler.tomlplaces import nearest, places

TEXT = '''\
plain = 1
dotted.key = 2
long = """
[not.a.table]
x = 1
"""
# a comment

[table]
many = [
  "a",  # = [
  "b",
]
[table.inner."quoted key"]
inline = { deep = { deeper = 1 } }
[[members]]
name = "a"
[members.sub]
x = 1
[[members.sub_members]]
y = 1
[[members.sub_members]]
y = 2
[[members]]
name = "b"
[[members.sub_members]]
y = 3
'''


def test_each_key_has_its_line() -> None:
    found = places(TEXT)

    assert found[("plain",)] == 1
    assert found[("dotted", "key")] == 2
    assert found[("long",)] == 3
    assert found[("table", "many")] == 10
    assert found[("table", "inner", "quoted key", "inline", "deep", "deeper")] == 15
    assert found[("members", 0, "name")] == 17
    assert found[("members", 0, "sub", "x")] == 19
    assert [found[("members", 0, "sub_members", index, "y")] for index in (0, 1)] == [21, 23]
    assert found[("members", 1)] == 24
    assert found[("members", 1, "sub_members", 0, "y")] == 27
    assert not any("not" in key for key in found)


def test_a_key_that_was_not_written_stands_where_its_table_does() -> None:
    found = places(TEXT)

    assert nearest(found, ("members", 1, "missing")) == 24
    assert nearest(found, ("table", "inner", "missing")) == 14
    assert nearest(found, ("missing",)) == 1
