package io.endpointslice.simulator.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A report as one HTML file that needs nothing else: the chart library is in it, and its content security policy lets no browser load
 * anything or run any other script. The same report gives the same bytes.
 */
public final class HtmlPage {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");
    private static final String LIBRARY = script("echarts.min.js");
    private static final String CHARTS = script("charts.js");
    private static final String PAGE = script("page.js");

    private HtmlPage() {}

    /**
     * The file's text.
     *
     * @param nodes how many Nodes watch
     */
    public static String of(Report report, int nodes) {
        ImmutableMap<String, String> parts = ImmutableMap.of(
                "style",
                resource("report.css"),
                "scripts",
                String.join(" ", hash(LIBRARY), hash(CHARTS), hash(PAGE)),
                "library",
                LIBRARY,
                "charts",
                CHARTS,
                "data",
                ReportJson.of(report, nodes),
                "page",
                PAGE);
        return PLACE.matcher(resource("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
    }

    /** A script as it can stand in HTML: in strings and regular expressions, where alone these occur, a backslash changes nothing. */
    static String script(String file) {
        return resource(file).replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    private static String hash(String script) {
        return "'sha256-"
                + BaseEncoding.base64()
                        .encode(Hashing.sha256().hashString(script, UTF_8).asBytes()) + "'";
    }

    private static String resource(String file) {
        try {
            return Resources.toString(Resources.getResource(HtmlPage.class, file), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
