package io.endpointslice.rules;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What no line of a source file may hold.
 *
 * @param message what is wrong, for people
 * @param endings the files that are meant, by the end of their names; none stands for all
 * @param pattern found in a line that breaks the rule
 */
record SourceRule(String message, ImmutableSet<String> endings, Pattern pattern) {
    static final int MOST_LINES = 500;

    /** In pieces, so that this file keeps the rules itself. */
    static final ImmutableList<SourceRule> ALL = ImmutableList.of(
            rule("waits by sleeping", "Thread" + "\\.sleep\\s*\\(|TimeUnit\\.\\w+\\.sleep\\s*\\(", ".java"),
            rule("skips a test", "@(Disabled|Ignore)\\b(?!\")", ".java"),
            rule(
                    "leaves work undone",
                    "\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!\\()",
                    ".java",
                    ".go",
                    ".xml",
                    ".md",
                    ".yaml",
                    ".sh"),
            rule(
                    "has a name that says nothing",
                    "\\b(class|interface|record|enum)\\s+\\w*(Util|Utils|Helper|Helpers|Manager|Impl)\\b",
                    ".java"),
            rule(
                    "names a package registry",
                    "repo1?\\.maven\\.|central\\.sonatype|oss\\.sonatype|(proxy|sum)\\.golang\\.|goproxy\\.|"
                            + "registry\\.npmjs|pypi\\.org|python[h]osted|crates\\.io|art[i]factory|nexus\\."),
            rule("names a path of one machine", "(?<![\\w.}~/$-])/(work|root|home/\\w+|Users/\\w+)/"));

    private static SourceRule rule(String message, String pattern, String... endings) {
        return new SourceRule(message, ImmutableSet.copyOf(endings), Pattern.compile(pattern));
    }

    /** Whether the rule is about files of that name. */
    boolean isFor(String fileName) {
        return endings.isEmpty() || endings.stream().anyMatch(fileName::endsWith);
    }

    /** The numbers of the lines that break the rule, from 1. */
    List<Integer> brokenLines(String text) {
        ImmutableList.Builder<Integer> broken = ImmutableList.builder();
        int number = 0;
        for (String line : Splitter.on('\n').split(text)) {
            number++;
            if (pattern.matcher(line).find()) {
                broken.add(number);
            }
        }
        return broken.build();
    }
}
