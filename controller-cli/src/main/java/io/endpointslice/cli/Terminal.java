package io.endpointslice.cli;

import java.io.Console;
import java.nio.charset.Charset;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/** What is known of the terminal behind standard output and standard error. */
final class Terminal {
    private static final int ASSUMED_WIDTH = 80;
    private static final ExecTerminalProvider STREAMS = new ExecTerminalProvider();

    private Terminal() {}

    /** Whether it is one, and nobody has asked for plain lines by {@code NO_COLOR} or {@code TERM=dumb}. */
    @SuppressWarnings("SystemConsoleNull") // what is not null is asked whether it is a terminal
    static boolean mayDraw() {
        return !isUnwanted() && System.console() != null && isTerminal(System.console());
    }

    /** Whether standard error is one, whatever standard output is, and nobody has asked for plain lines. */
    static boolean mayDrawErrors() {
        return !isUnwanted() && STREAMS.isSystemStream(SystemStream.Error);
    }

    /** Whether standard output is one. */
    static boolean isOutput() {
        return STREAMS.isSystemStream(SystemStream.Output);
    }

    /** The characters of a line of the terminal behind standard error. */
    static int errorWidth() {
        int width = STREAMS.systemStreamWidth(SystemStream.Error);
        return width > 0 ? width : ASSUMED_WIDTH;
    }

    private static boolean isUnwanted() {
        return isSet("NO_COLOR") || "dumb".equals(System.getenv("TERM"));
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
