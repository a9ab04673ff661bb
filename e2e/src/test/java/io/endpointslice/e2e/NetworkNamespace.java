package io.endpointslice.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A network namespace with a link to this machine, for a program that changes the network. Nothing that happens inside is
 * seen outside, and closing it ends the programs in it and takes everything away; so does the end of this JVM.
 */
final class NetworkNamespace implements AutoCloseable {
    /** Addresses for tests of network devices, in blocks of 4: 198.18.0.0/15. */
    private static final int FIRST_ADDRESS = (198 << 24) + (18 << 16);

    private static final int BLOCKS = 1 << 15;
    private static final int BLOCK_SIZE = 4;

    private final String name;
    private final String outerLink;
    private final String outerAddress;
    private final String innerAddress;
    private final List<ServerProcess> processes = new ArrayList<>();
    private final Thread hook = new Thread(this::remove);

    private NetworkNamespace(long id) {
        name = "e2e-" + id;
        outerLink = "e2e" + id;
        int block = FIRST_ADDRESS + (int) (id % BLOCKS) * BLOCK_SIZE;
        outerAddress = dotted(block + 1);
        innerAddress = dotted(block + 2);
    }

    /** Makes one, or aborts the test, in one line, where none can be made. */
    static NetworkNamespace open() {
        NetworkNamespace made = new NetworkNamespace(ProcessHandle.current().pid());
        require(Program.run("id", "-u").output().strip().equals("0"), "it needs root");
        require(Program.run("nft", "--version").succeeded(), "nft is not there: install the package nftables");
        require(Program.run("ip", "-Version").succeeded(), "ip is not there: install the package iproute2");
        Program added = Program.run("ip", "netns", "add", made.name);
        require(
                added.succeeded(),
                "no network namespace can be made: " + added.output().strip());
        Runtime.getRuntime().addShutdownHook(made.hook);
        try {
            made.link();
        } catch (AssertionError e) {
            made.close();
            throw e;
        }
        return made;
    }

    /** The address of this machine, seen from inside. */
    String outerAddress() {
        return outerAddress;
    }

    /** The only address inside, but for loopback. */
    String innerAddress() {
        return innerAddress;
    }

    /** Runs a program inside and waits for its end. */
    Program run(String... command) {
        return Program.run(inside(List.of(command)));
    }

    /** Starts a program inside; {@code log} gets what it prints. */
    ServerProcess start(String title, Path log, List<String> command) {
        ServerProcess started = ServerProcess.start(title, log, inside(command));
        processes.add(started);
        return started;
    }

    @Override
    public void close() {
        remove();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private static void require(boolean condition, String reason) {
        if (!condition) {
            String line = "Not run: the test of a consumer in a network namespace of its own: " + reason;
            System.err.println(line);
            Assumptions.abort(line);
        }
    }

    private void link() {
        String innerLink = "outside";
        Program.run("ip", "link", "add", outerLink, "type", "veth", "peer", "name", innerLink, "netns", name)
                .orFail();
        Program.run("ip", "addr", "add", outerAddress + "/30", "dev", outerLink).orFail();
        Program.run("ip", "link", "set", outerLink, "up").orFail();
        run("ip", "link", "set", "lo", "up").orFail();
        run("ip", "addr", "add", innerAddress + "/30", "dev", innerLink).orFail();
        run("ip", "link", "set", innerLink, "up").orFail();
    }

    /** {@code ip} becomes the program, so it has the process that was started. */
    private List<String> inside(List<String> command) {
        return Stream.concat(Stream.of("ip", "netns", "exec", name), command.stream())
                .toList();
    }

    private void remove() {
        processes.forEach(ServerProcess::kill);
        Program.run("ip", "link", "delete", outerLink);
        Program.run("ip", "netns", "delete", name);
    }

    private static String dotted(int address) {
        return "%d.%d.%d.%d".formatted(address >>> 24, address >>> 16 & 0xff, address >>> 8 & 0xff, address & 0xff);
    }
}
