package io.endpointslice.benchmarks;

import com.google.common.io.Resources;
import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.protobuf.Envelope;
import io.endpointslice.kube.protobuf.PodMessage;
import io.endpointslice.kube.protobuf.WatchMessage;
import io.endpointslice.model.PodFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The Pod of {@link PodParsingBenchmark} from Protobuf to its facts. {@code pod-event.bin} is {@code pod.json} in an event of a
 * watch, encoded by Kubernetes' own code.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PodProtobufBenchmark {
    private final byte[] event = event();
    private final Envelope pod = WatchMessage.read(event).object();

    /** As one of a list. */
    @Benchmark
    public PodFacts listed() {
        return FactsReader.pod(PodMessage.read(event, pod.offset(), pod.length()));
    }

    /** As an event of a watch. */
    @Benchmark
    public PodFacts watched() {
        Envelope object = WatchMessage.read(event).object();
        return FactsReader.pod(PodMessage.read(event, object.offset(), object.length()));
    }

    private static byte[] event() {
        try {
            return Resources.toByteArray(Resources.getResource(PodProtobufBenchmark.class, "pod-event.bin"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
