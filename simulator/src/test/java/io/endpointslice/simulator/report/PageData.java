package io.endpointslice.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data of a page, as a browser would find it. */
final class PageData {
    private static final Pattern ELEMENT =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private PageData() {}

    static JsonNode of(String page) {
        Matcher element = ELEMENT.matcher(page);
        assertThat(element.find()).isTrue();
        return JsonMapper.builder().build().readTree(element.group(1));
    }
}
