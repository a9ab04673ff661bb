package io.endpointslice.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The lease by which instances agree on the one that writes, and its timing. Names, defaults and checks are the reference's
 * (R5), but for the namespace and the name, which must not be those of kube-controller-manager's own lease.
 *
 * @param namespace {@code --leader-elect-resource-namespace}: of the Lease
 * @param name {@code --leader-elect-resource-name}: of the Lease
 * @param leaseDuration {@code --leader-elect-lease-duration}: how long a lease that is not renewed keeps others from taking
 *     it; whole seconds, since the Lease object counts in them
 * @param renewDeadline {@code --leader-elect-renew-deadline}: how long after its last renewal a leader may begin writes
 * @param retryPeriod {@code --leader-elect-retry-period}: between two attempts to take or renew the lease
 */
public record LeaderElectionConfig(
        String namespace, String name, Duration leaseDuration, Duration renewDeadline, Duration retryPeriod) {
    /** A write that takes longer is taken as failed, whatever the lease. */
    public static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

    /** Attempts are spread over this many retry periods more, so a deadline must be longer than that. */
    private static final BigDecimal JITTER = new BigDecimal("1.2");

    private static final Duration SHORTEST_REQUEST = Duration.ofSeconds(1);
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN = Pattern.compile("(?=.{1,253}$)" + LABEL + "(\\." + LABEL + ")*");

    // after the patterns, which its constructor needs
    public static final LeaderElectionConfig DEFAULT = new LeaderElectionConfig(
            "kube-system",
            "endpointslice-controller",
            Duration.ofSeconds(15),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));

    /**
     * The checked configuration.
     *
     * @throws ConfigException if an option is out of range, alone or beside the others
     */
    public LeaderElectionConfig {
        require(
                LABEL.matcher(namespace).matches(),
                "--leader-elect-resource-namespace",
                namespace,
                "is no name of a namespace");
        require(SUBDOMAIN.matcher(name).matches(), "--leader-elect-resource-name", name, "is no name of a Lease");
        requirePositive("--leader-elect-lease-duration", leaseDuration);
        requirePositive("--leader-elect-renew-deadline", renewDeadline);
        requirePositive("--leader-elect-retry-period", retryPeriod);
        require(
                seconds(leaseDuration).stripTrailingZeros().scale() <= 0,
                "--leader-elect-lease-duration",
                text(leaseDuration),
                "must be whole seconds, as a Lease counts them");
        require(
                leaseDuration.compareTo(renewDeadline) > 0,
                "--leader-elect-lease-duration",
                text(leaseDuration),
                "must be longer than --leader-elect-renew-deadline " + text(renewDeadline));
        require(
                seconds(renewDeadline).compareTo(seconds(retryPeriod).multiply(JITTER)) > 0,
                "--leader-elect-renew-deadline",
                text(renewDeadline),
                "must be longer than " + JITTER + " times --leader-elect-retry-period " + text(retryPeriod));
    }

    /** Namespace and name of the Lease, as {@code namespace/name}. */
    public String lease() {
        return namespace + "/" + name;
    }

    /** How long a write may take: one that begins at the renew deadline has ended before the lease can be taken. */
    public Duration writeTimeout() {
        Duration rest = leaseDuration.minus(renewDeadline);
        return rest.compareTo(LONGEST_WRITE) < 0 ? rest : LONGEST_WRITE;
    }

    /** How long one request for the lease may take. An attempt makes two, so half of the deadline, but a second at least. */
    public Duration requestTimeout() {
        Duration half = renewDeadline.dividedBy(2);
        return half.compareTo(SHORTEST_REQUEST) > 0 ? half : SHORTEST_REQUEST;
    }

    private static void requirePositive(String option, Duration value) {
        require(!value.isZero() && !value.isNegative(), option, text(value), "must be above 0");
    }

    private static void require(boolean holds, String option, String value, String problem) {
        if (!holds) {
            throw new ConfigException(option + " " + value + " " + problem);
        }
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    }

    private static String text(Duration duration) {
        BigDecimal seconds = seconds(duration);
        return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + "s";
    }
}
