package io.endpointslice.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

    /** Of those that have the form. */
    private static final long FIRST_SECOND =
            Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();

    private static final long LAST_SECOND =
            Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

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

    /**
     * That point in time in UTC, written by hand too as far as it has the form.
     *
     * @param seconds since 1970
     * @throws DateTimeException if there is no such point in time
     */
    public static String text(long seconds) {
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            return Instant.ofEpochSecond(seconds).toString();
        }
        LocalDateTime utc = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        byte[] text = FORM.getBytes(US_ASCII);
        write(utc.getYear(), text, 0, 4);
        write(utc.getMonthValue(), text, 5, 7);
        write(utc.getDayOfMonth(), text, 8, 10);
        write(utc.getHour(), text, 11, 13);
        write(utc.getMinute(), text, 14, 16);
        write(utc.getSecond(), text, 17, 19);
        return new String(text, US_ASCII);
    }

    private static void write(int number, byte[] text, int begin, int end) {
        int rest = number;
        for (int i = end - 1; i >= begin; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
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
