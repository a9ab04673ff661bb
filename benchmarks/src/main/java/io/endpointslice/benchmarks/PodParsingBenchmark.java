package io.endpointslice.benchmarks;

import io.endpointslice.kube.FactsReader;
import io.endpointslice.kube.LeanJson;
import io.endpointslice.model.PodFacts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From the JSON of a Pod of 7 KB to its facts, with the client's JSON and with ours. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class PodParsingBenchmark {
    /** Whether fields that no rule uses are skipped. */
    @Param({"false", "true"})
    private boolean lean;

    private final String pod = new SamplePods().json(1);
    private final String event = "{\"type\":\"MODIFIED\",\"object\":" + pod + "}\n";
    private KubernetesSerialization json = new KubernetesSerialization();

    /** Chooses the JSON. */
    @Setup
    public void prepare() {
        if (lean) {
            json = LeanJson.create();
        }
    }

    /** As one of a list. */
    @Benchmark
    public PodFacts listed() {
        return FactsReader.pod(json.unmarshal(pod, Pod.class));
    }

    /** As an event of a watch. */
    @Benchmark
    public PodFacts watched() {
        return FactsReader.pod((Pod) json.unmarshal(event, WatchEvent.class).getObject());
    }
}
