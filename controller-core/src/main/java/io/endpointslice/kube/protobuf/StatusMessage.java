package io.endpointslice.kube.protobuf;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.api.model.StatusDetails;

/** A Status ({@code v1}): the answer to what fails, and the last event of a watch that does. */
public final class StatusMessage {
    private StatusMessage() {}

    /**
     * The Status whose message is that range of the bytes.
     *
     * @throws IllegalArgumentException if it is no such message
     */
    public static Status read(byte[] bytes, int offset, int length) {
        Status status = new Status();
        Fields fields = new Fields(bytes, offset, length);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> status.setMetadata(ListMessage.metadata(fields));
                case 2 -> status.setStatus(fields.textOrNull());
                case 3 -> status.setMessage(fields.textOrNull());
                case 4 -> status.setReason(fields.textOrNull());
                case 5 -> status.setDetails(details(fields));
                case 6 -> status.setCode(fields.intOrNull());
                default -> fields.skip();
            }
        }
        return status;
    }

    private static StatusDetails details(Fields fields) {
        StatusDetails details = new StatusDetails();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> details.setName(fields.textOrNull());
                case 2 -> details.setGroup(fields.textOrNull());
                case 3 -> details.setKind(fields.textOrNull());
                case 4 -> details.getCauses().add(cause(fields));
                case 5 -> details.setRetryAfterSeconds(fields.intOrNull());
                case 6 -> details.setUid(fields.textOrNull());
                default -> fields.skip();
            }
        }
        return details;
    }

    private static StatusCause cause(Fields fields) {
        StatusCause cause = new StatusCause();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> cause.setReason(fields.textOrNull());
                case 2 -> cause.setMessage(fields.textOrNull());
                case 3 -> cause.setField(fields.textOrNull());
                default -> fields.skip();
            }
        }
        return cause;
    }
}
