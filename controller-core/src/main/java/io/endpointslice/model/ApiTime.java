package io.endpointslice.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** Points in time as the API writes them in JSON: RFC 3339. */
public final class ApiTime {
    /** What API servers write: whole seconds of UTC. */
    private static final String FORM = "0000-00-00T00:00:00Z";

    private ApiTime() {}

    /**
     * That point in time. What API servers write is read by hand: the JDK's parser, which reads all else, would be a tenth of what
     * a Pod takes.
     *
     * @throws DateTimeParseException if it is none
     */
    public static Instant parse(String text) {
        if (hasForm(text)) {
            try {
                return LocalDateTime.of(
                                number(text, 0, 4),
                                number(text, 5, 7),
                                number(text, 8, 10),
                                number(text, 11, 13),
                                number(text, 14, 16),
                                number(text, 17, 19))
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw new DateTimeParseException(
                        "Text '" + text + "' could not be parsed: " + e.getMessage(), text, 0, e);
            }
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    private static boolean hasForm(String text) {
        if (text.length() != FORM.length()) {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            char found = text.charAt(i);
            if (form == '0' ? found < '0' || found > '9' : found != form) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }
}
