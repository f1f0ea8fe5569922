package io.promptyard.bench.process;

import io.promptyard.standalone.broker.BrokerSettings;
import io.promptyard.standalone.broker.EmbeddedBroker;
import java.nio.file.Path;

/** A bare embedded broker as a process: its directory in, its address out. */
public final class BrokerMain {
    public static final String READY = "broker";

    private BrokerMain() {}

    public static void main(String[] args) {
        ParentWatch.start();
        EmbeddedBroker broker = new EmbeddedBroker(BrokerSettings.ephemeral(Path.of(args[0])));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(broker::close));
        System.out.println(READY + " " + broker.start().bootstrapServers());
    }
}
