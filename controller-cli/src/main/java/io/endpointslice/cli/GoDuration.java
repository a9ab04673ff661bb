package io.endpointslice.cli;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as Kubernetes' own programs take them: {@code 500ms}, {@code 1s}, {@code 1m30s}, {@code 1.5h}, {@code 0}. */
final class GoDuration implements ITypeConverter<Duration> {
    private static final ImmutableMap<String, Long> NANOS = ImmutableMap.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final String PART = "([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|µs|ms|s|m|h)";
    private static final Pattern PARTS = Pattern.compile(PART);
    private static final Pattern WHOLE = Pattern.compile("(?:" + PART + ")+");

    @Override
    public Duration convert(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no duration such as 500ms, 1s or 1m30s");
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PARTS.matcher(text);
        while (part.find()) {
            long unit = NANOS.getOrDefault(part.group(2), 0L);
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
        }
        BigDecimal perSecond = BigDecimal.valueOf(1_000_000_000L);
        BigDecimal[] split = nanos.divideAndRemainder(perSecond);
        return Duration.ofSeconds(split[0].longValue(), split[1].longValue());
    }
}
