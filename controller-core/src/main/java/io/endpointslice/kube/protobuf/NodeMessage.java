package io.endpointslice.kube.protobuf;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;

/** A Node ({@code v1}): what {@link io.endpointslice.kube.LeanJson} lets through. */
public final class NodeMessage {
    private NodeMessage() {}

    /**
     * The Node whose message is that range of the bytes.
     *
     * @throws IllegalArgumentException if it is no such message
     */
    public static Node read(byte[] bytes, int offset, int length) {
        Node node = new Node();
        Fields fields = new Fields(bytes, offset, length);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> node.setMetadata(ObjectMetaFields.NODE.read(fields));
                case 3 -> node.setStatus(status(fields));
                default -> fields.skip();
            }
        }
        return node;
    }

    private static NodeStatus status(Fields fields) {
        NodeStatus status = new NodeStatus();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 2 -> quantityEntry(fields, status.getAllocatable());
                case 4 -> status.getConditions().add(condition(fields));
                default -> fields.skip();
            }
        }
        return status;
    }

    private static void quantityEntry(Fields fields, Map<String, Quantity> map) {
        String key = "";
        String quantity = "";
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> key = fields.sharedText();
                case 2 -> quantity = fields.wrappedText();
                default -> fields.skip();
            }
        }
        map.put(key, new Quantity(quantity));
    }

    private static NodeCondition condition(Fields fields) {
        NodeCondition condition = new NodeCondition();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> condition.setType(fields.text());
                case 2 -> condition.setStatus(fields.text());
                case 4 -> condition.setLastTransitionTime(fields.timeOrNull());
                default -> fields.skip();
            }
        }
        return condition;
    }
}
