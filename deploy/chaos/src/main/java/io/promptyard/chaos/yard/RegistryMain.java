package io.promptyard.chaos.yard;

import io.promptyard.bench.process.ParentWatch;
import io.promptyard.standalone.registry.EmbeddedSchemaRegistry;
import io.promptyard.standalone.registry.RegistrySettings;
import io.vertx.core.Vertx;
import java.lang.ref.Reference;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

/** The embedded schema registry as a process: the brokers in, its port out. */
final class RegistryMain {
    static final String READY = "registry";

    private RegistryMain() {}

    public static void main(String[] args) throws InterruptedException {
        ParentWatch.start();
        Vertx vertx = Vertx.vertx();
        EmbeddedSchemaRegistry.start(vertx, new RegistrySettings("127.0.0.1", 0, args[0]))
                .onComplete(started -> {
                    if (started.succeeded()) {
                        System.out.println(
                                READY + " " + URI.create(started.result().url()).getPort());
                    } else {
                        System.err.println(started.cause());
                        System.exit(1);
                    }
                });
        try {
            new CountDownLatch(1).await();
        } finally {
            Reference.reachabilityFence(vertx); // Vert.x ends when nobody holds it any more
        }
    }
}
