"""What a page costs a reader: few requests, few bytes, nothing that jumps, no script needed."""

from __future__ import annotations

from playwright.sync_api import Page, Response, expect

from tests.e2e.conftest import NewContext

ARTICLE = "/news-desk/a-letter-about-silence/"
SHOWCASE = "/news-desk/how-we-tell-a-story/"
PLAYER = "https://www.youtube-nocookie.com/embed/"

# Summed up by the browser itself from the start of the page (its own "layout-shift" entries).
SHIFT = """() => new Promise(resolve => {
    let total = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => total += entry.value))
        .observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => setTimeout(() => resolve(total), 300));
})"""


def transferred(responses: list[Response]) -> int:
    """Bytes of all answers as they crossed the wire, headers included."""
    sizes = [response.request.sizes() for response in responses]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)


def test_article_without_pictures_takes_four_requests_and_25_kilobytes(
    new_context: NewContext,
) -> None:
    page = new_context(viewport={"width": 390, "height": 800}).new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))

    page.goto(ARTICLE, wait_until="networkidle")

    pictures = [r for r in responses if r.request.resource_type == "image"]
    counted = [r for r in responses if r not in pictures]
    assert len(counted) <= 4, [r.url for r in counted]
    assert transferred(counted) <= 25_000


def test_desk_takes_40_kilobytes_and_scripts_five(new_context: NewContext) -> None:
    page = new_context(viewport={"width": 390, "height": 800}).new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))

    page.goto("/news-desk/", wait_until="networkidle")

    counted = [r for r in responses if r.request.resource_type != "image"]
    assert transferred(counted) <= 40_000
    assert transferred([r for r in counted if r.request.resource_type == "script"]) <= 5_000


def test_pages_do_not_shift_while_loading(new_context: NewContext) -> None:
    for width in (390, 1280):
        page = new_context(viewport={"width": width, "height": 800}).new_page()
        for path in (ARTICLE, SHOWCASE, "/", "/news-desk/"):
            page.goto(path, wait_until="networkidle")
            assert page.evaluate(SHIFT) == 0, (path, width)


def test_article_is_whole_without_javascript(new_context: NewContext) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(SHOWCASE)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".pull-quotes blockquote").first).to_be_visible()
    expect(page.locator(".disclaimer").last).to_be_visible()
    # The player is a plain link to the video's own page.
    expect(page.locator(".embed-start")).to_have_attribute("href", "https://vimeo.com/76979871")


def test_player_is_loaded_only_when_asked_for(new_context: NewContext) -> None:
    page = new_context(answered_by_test="https://player.vimeo.com/").new_page()
    page.goto(SHOWCASE, wait_until="networkidle")
    assert page.locator("iframe").count() == 0
    # Nothing leaves this machine: the player's answer is ours.
    page.route("https://player.vimeo.com/**", lambda route: route.fulfill(body="<p>player</p>"))

    page.locator(".embed-start").click()

    frame = page.locator("iframe")
    expect(frame).to_have_attribute(
        "src", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"
    )
    expect(frame).to_be_focused()


def test_images_come_in_the_right_size_and_late_below_the_fold(page: Page) -> None:
    page.goto(SHOWCASE)
    images = page.locator(".article-body img")
    assert images.count() >= 4
    for image in images.all():
        assert image.get_attribute("alt") is not None
        assert image.get_attribute("width")
        assert image.get_attribute("height")
    figure = page.locator("figure.picture picture").first
    formats = [source.get_attribute("type") for source in figure.locator("source").all()]
    assert formats == ["image/avif", "image/webp"]
    expect(figure.locator("img")).to_have_attribute("loading", "lazy")
