from crawler.reading.witness import witness

PAGE = """<html><head><meta name="ContentSource" content="科技日报"></head><body><h1>关于印发规划的<br>通知</h1>
<p>发布日期：二〇二六年十一月二十日 浏览：12</p><p>澄科发〔2026〕43号</p><p>正文</p></body></html>"""


def test_each_field_is_set_beside_the_line_that_says_it() -> None:
    said = {
        "published_on": "2026-11-20T00:00",
        "document_number": "澄科发〔2026〕43号",
        "title": "关于印发规划的",
        "adopted_on": None,
    }

    assert witness(PAGE, said) == {
        "published_on": "发布日期：二〇二六年十一月二十日 浏览：12",
        "document_number": "澄科发〔2026〕43号",
        "title": "关于印发规划的",
    }


def test_what_only_meta_says_has_no_line() -> None:
    assert witness(PAGE, {"credited_source": "科技日报"}) == {}
