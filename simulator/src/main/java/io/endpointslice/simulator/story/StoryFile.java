package io.endpointslice.simulator.story;

import com.google.common.io.MoreFiles;
import io.endpointslice.config.ConfigException;
import io.endpointslice.simulator.cluster.Play;
import io.endpointslice.simulator.recording.RecordingReader;
import io.endpointslice.simulator.timeline.Timeline;
import io.endpointslice.simulator.trace.TraceReader;
import io.endpointslice.simulator.workload.WorkloadReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads timelines from files: workloads from YAML, recordings from lines of JSON, traces from JSON. */
public final class StoryFile {
    private StoryFile() {}

    /**
     * The timeline of that file: a workload if {@link #isWorkload} says so, a recording if it begins like one, else a trace.
     *
     * @throws ConfigException if the file can't be read, or there is a mistake in it: file, line, what is wrong
     */
    public static Timeline read(Path file) {
        String name = file.toString();
        String text = text(file);
        if (isWorkload(file)) {
            return Play.timeline(WorkloadReader.read(name, text));
        }
        if (RecordingReader.isRecording(text)) {
            return RecordingReader.read(name, MoreFiles.getNameWithoutExtension(file), text);
        }
        return TraceReader.read(name, text).timeline();
    }

    /** Whether a file of that name is a workload: {@code *.yaml} and {@code *.yml}. */
    public static boolean isWorkload(Path file) {
        return file.toString().endsWith(".yaml") || file.toString().endsWith(".yml");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new ConfigException(file + ": no such file", missing);
        } catch (CharacterCodingException binary) {
            throw new ConfigException(file + ": is not text in UTF-8", binary);
        } catch (IOException failure) {
            throw new ConfigException(file + ": cannot be read: " + failure.getMessage(), failure);
        }
    }
}
