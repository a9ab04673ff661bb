package io.endpointslice.cli;

import java.io.Console;
import java.nio.charset.Charset;

/** What is known of the terminal behind standard output. */
final class Terminal {
    private Terminal() {}

    /** Whether it is one, and nobody has asked for plain lines by {@code NO_COLOR} or {@code TERM=dumb}. */
    @SuppressWarnings("SystemConsoleNull") // what is not null is asked whether it is a terminal
    static boolean mayDraw() {
        boolean unwanted = isSet("NO_COLOR") || "dumb".equals(System.getenv("TERM"));
        return !unwanted && System.console() != null && isTerminal(System.console());
    }

    /** Whether the locale's charset has these characters. */
    static boolean shows(String characters) {
        String charset =
                System.getProperty("native.encoding", Charset.defaultCharset().name());
        return Charset.isSupported(charset)
                && Charset.forName(charset).newEncoder().canEncode(characters);
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isEmpty();
    }

    /** From JDK 22 on there may be a console where there is no terminal; a method that JDK 17 lacks tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
