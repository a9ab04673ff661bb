package io.endpointslice.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command as it can be typed into a shell. */
final class ShellCommand {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellCommand() {}

    /** That program with those arguments, each quoted where a shell would read it otherwise. */
    static String of(String program, List<String> arguments) {
        return Stream.concat(Stream.of(program), arguments.stream())
                .map(ShellCommand::quoted)
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
