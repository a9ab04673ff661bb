package io.endpointslice.e2e.scale;

import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The objects of one resource, as an API server lists and watches them. For one thread.
 *
 * <p>Selectors are what the controller asks for: empty, or one {@code label=value}, which is looked for as text. A selector of fields
 * is for Pods that have ended, of which there are none here.
 */
final class Resource {
    /** So many events may be asked for again. */
    private static final int REMEMBERED = 1000;

    private final String apiVersion;
    private final String kind;
    private final NavigableMap<String, Supplier<String>> objects = new TreeMap<>();
    private final Deque<Event> events = new ArrayDeque<>();
    private final List<Watch> watches = new ArrayList<>();
    private long forgotten;

    private record Event(long version, String object, String json) {}

    private record Watch(ServerWebSocket socket, String selector) {
        void send(Event event) {
            if (matches(event.object(), selector)) {
                socket.writeTextMessage(event.json());
            }
        }
    }

    /** Without objects. */
    Resource(String apiVersion, String kind) {
        this.apiVersion = apiVersion;
        this.kind = kind;
    }

    /** Puts an object there before anybody watches; its JSON is made when somebody lists it. */
    void put(String key, Supplier<String> json) {
        objects.put(key, json);
    }

    boolean has(String key) {
        return objects.containsKey(key);
    }

    /** The JSON of an object that is there. */
    String get(String key) {
        return Objects.requireNonNull(objects.get(key), key).get();
    }

    /** An object has changed, or is new: tells who watches. */
    void changed(String key, long version, String json) {
        tell(objects.put(key, () -> json) == null ? "ADDED" : "MODIFIED", version, json);
    }

    /** An object made by a supplier has changed. */
    void changed(String key, long version) {
        tell("MODIFIED", version, get(key));
    }

    /** Takes an object away; {@code json} is its last state, of that version. */
    void deleted(String key, long version, String json) {
        objects.remove(key);
        tell("DELETED", version, json);
    }

    /**
     * A page of a list.
     *
     * @param version of the whole list
     * @param limit objects at most
     * @param after the key that the page before ended with; empty for the first page
     */
    String page(long version, int limit, String after, String selector) {
        StringBuilder items = new StringBuilder();
        Iterator<Map.Entry<String, Supplier<String>>> rest =
                objects.tailMap(after, false).entrySet().iterator();
        String last = after;
        for (int i = 0; i < limit && rest.hasNext(); i++) {
            Map.Entry<String, Supplier<String>> next = rest.next();
            String json = next.getValue().get();
            if (matches(json, selector)) {
                items.append(items.isEmpty() ? "" : ",").append(json);
            }
            last = next.getKey();
        }
        return """
                {"kind":"%sList","apiVersion":"%s","metadata":{"resourceVersion":"%d","continue":"%s"},"items":[%s]}""".formatted(kind, apiVersion, version, rest.hasNext() ? last : "", items);
    }

    /** Somebody watches from now on, and gets first what has happened since that version. */
    void watch(ServerWebSocket socket, long since, String selector) {
        if (since < forgotten) {
            socket.writeTextMessage("""
                    {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Expired","code":410}}""");
            return;
        }
        Watch watch = new Watch(socket, selector);
        events.stream().filter(event -> event.version() > since).forEach(watch::send);
        watches.add(watch);
        socket.closeHandler(closed -> watches.remove(watch));
    }

    private void tell(String type, long version, String object) {
        Event event = new Event(version, object, "{\"type\":\"" + type + "\",\"object\":" + object + "}");
        events.add(event);
        if (events.size() > REMEMBERED) {
            forgotten = events.remove().version();
        }
        watches.forEach(watch -> watch.send(event));
    }

    private static boolean matches(String json, String selector) {
        return selector.isEmpty() || json.contains('"' + selector.replace("=", "\":\"") + '"');
    }
}
