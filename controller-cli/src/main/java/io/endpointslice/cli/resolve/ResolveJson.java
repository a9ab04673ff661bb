package io.endpointslice.cli.resolve;

import static java.util.Locale.ROOT;

import com.google.common.collect.ImmutableSet;
import io.endpointslice.cli.cluster.ApiJson;
import io.endpointslice.cli.resolve.Resolution.OfPort;
import io.endpointslice.model.Endpoint;
import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A resolution for programs: every backend, and whether the consumer uses it. */
public final class ResolveJson {
    private ResolveJson() {}

    /** The whole text, each line ended. */
    public static String of(Resolution resolution) {
        ObjectNode json = ApiJson.MAPPER.createObjectNode();
        json.put("namespace", resolution.service().namespace());
        json.put("service", resolution.service().name());
        json.put("source", resolution.source().kind());
        json.putObject("consumer")
                .put("zone", resolution.consumer().zone())
                .put("node", resolution.consumer().node());
        ArrayNode ports = json.putArray("ports");
        resolution.ports().forEach(port -> port(ports.addObject(), port));
        texts(json.putArray("notes"), resolution.notes());
        return ApiJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private static void port(ObjectNode json, OfPort port) {
        port.port()
                .ifPresent(front -> json.put("name", front.name())
                        .put("port", front.number())
                        .put("protocol", front.protocol()));
        json.put("addressType", port.type().apiName());
        json.put("ready", port.ready());
        json.putObject("routing")
                .put("by", name(port.routing()))
                .put("why", port.routing().why())
                .put("used", port.routing().used().size());
        ImmutableSet<Backend> used = ImmutableSet.copyOf(port.routing().used());
        ArrayNode backends = json.putArray("backends");
        port.all().forEach(backend -> backend(backends.addObject(), backend, used.contains(backend)));
        ArrayNode zones = json.putArray("zones");
        port.byZone()
                .forEach((zone, routing) -> zones.addObject()
                        .put("zone", zone)
                        .put("by", name(routing))
                        .put("used", routing.used().size()));
        port.loss()
                .ifPresent(loss -> json.putObject("loss")
                        .put("readyInSlices", loss.ready())
                        .put("lost", loss.lost())
                        .put("onlyInEndpoints", loss.alone())
                        .put("truncated", loss.truncated()));
    }

    private static void backend(ObjectNode json, Backend backend, boolean used) {
        Endpoint endpoint = backend.endpoint();
        json.put("address", backend.host());
        backend.port().ifPresent(number -> json.put("port", number));
        json.put("used", used);
        json.put("ready", backend.isReady());
        json.put("serving", backend.conditions().isServing());
        json.put("terminating", backend.conditions().isTerminating());
        json.put("zone", endpoint.zone());
        json.put("node", endpoint.nodeName());
        texts(json.putArray("forZones"), endpoint.hints().forZones());
        texts(json.putArray("forNodes"), endpoint.hints().forNodes());
        json.put("target", backend.target().orElse(""));
        texts(json.putArray("sources"), backend.sources());
    }

    private static String name(Routing routing) {
        return routing.reach().name().toLowerCase(ROOT).replace('_', '-');
    }

    private static void texts(ArrayNode json, Collection<String> texts) {
        texts.forEach(json::add);
    }
}
