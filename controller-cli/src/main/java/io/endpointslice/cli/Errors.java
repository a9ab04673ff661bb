package io.endpointslice.cli;

import com.google.common.base.CharMatcher;
import io.endpointslice.cli.manifest.InputException;
import io.endpointslice.config.ConfigException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Every failure of a command as one line on standard error and an exit code. A stack trace only for {@code -v}. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        return fail(command, message(failure) + "; see '" + name + " --help'", ExitCode.USER_ERROR);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        boolean userError = failure instanceof InputException || failure instanceof ConfigException;
        int code = userError ? ExitCode.USER_ERROR : ExitCode.INTERNAL_ERROR;
        String line = code == ExitCode.USER_ERROR
                ? message(failure)
                : "unexpected " + failure.getClass().getSimpleName() + ": " + message(failure);
        fail(command, line + (code == ExitCode.INTERNAL_ERROR && !isVerbose(parsed) ? " (-v shows where)" : ""), code);
        if (isVerbose(parsed)) {
            failure.printStackTrace(command.getErr());
        }
        return code;
    }

    private static int fail(CommandLine command, String line, int code) {
        command.getOut().flush();
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + line);
        command.getErr().flush();
        return code;
    }

    private static boolean isVerbose(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption("-v");
    }

    private static String message(Exception failure) {
        String message = Optional.ofNullable(failure.getMessage()).orElse("no message");
        return CharMatcher.breakingWhitespace().trimAndCollapseFrom(message, ' ');
    }
}
