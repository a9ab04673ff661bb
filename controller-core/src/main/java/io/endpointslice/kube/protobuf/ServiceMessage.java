package io.endpointslice.kube.protobuf;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServiceSpec;

/** A Service ({@code v1}): who it is, and what {@link io.endpointslice.kube.FactsReader} looks at. */
public final class ServiceMessage {
    private ServiceMessage() {}

    /**
     * The Service whose message is that range of the bytes.
     *
     * @throws IllegalArgumentException if it is no such message
     */
    public static Service read(byte[] bytes, int offset, int length) {
        Service service = new Service();
        Fields fields = new Fields(bytes, offset, length);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> service.setMetadata(ObjectMetaFields.SERVICE.read(fields));
                case 2 -> service.setSpec(spec(fields));
                default -> fields.skip();
            }
        }
        return service;
    }

    private static ServiceSpec spec(Fields fields) {
        ServiceSpec spec = new ServiceSpec();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> spec.getPorts().add(port(fields));
                case 2 -> fields.entry(spec.getSelector());
                case 3 -> spec.setClusterIP(fields.textOrNull());
                case 4 -> spec.setType(fields.textOrNull());
                case 13 -> spec.setPublishNotReadyAddresses(fields.flag());
                case 19 -> spec.getIpFamilies().add(fields.text());
                case 23 -> spec.setTrafficDistribution(fields.text());
                default -> fields.skip();
            }
        }
        return spec;
    }

    private static ServicePort port(Fields fields) {
        ServicePort port = new ServicePort();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> port.setName(fields.textOrNull());
                case 2 -> port.setProtocol(fields.textOrNull());
                case 3 -> port.setPort(fields.intNumber());
                case 4 -> port.setTargetPort(intOrString(fields));
                case 6 -> port.setAppProtocol(fields.text());
                default -> fields.skip();
            }
        }
        return port;
    }

    private static IntOrString intOrString(Fields fields) {
        boolean isText = false;
        int number = 0;
        String text = "";
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> isText = fields.number() == 1;
                case 2 -> number = fields.intNumber();
                case 3 -> text = fields.text();
                default -> fields.skip();
            }
        }
        return isText ? new IntOrString(text) : new IntOrString(number);
    }
}
