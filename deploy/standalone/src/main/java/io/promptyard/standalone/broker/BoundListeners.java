package io.promptyard.standalone.broker;

import io.promptyard.standalone.StartupException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's two listening sockets, bound before Kafka sees its configuration: an ephemeral port is known in time to be
 * advertised, nobody can take it in between, and a port in use is found before any state is touched. Kafka takes each
 * socket over through {@link #factory()} and closes it; {@link #close()} closes those it has not taken.
 */
final class BoundListeners implements AutoCloseable {

    static final String CLIENTS = "PLAINTEXT";
    static final String CONTROLLER = "CONTROLLER";

    private static final Logger LOG = LoggerFactory.getLogger(BoundListeners.class);
    private static final int BACKLOG = 128;

    private final String host;
    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private BoundListeners(String host, ServerSocketChannel clients, ServerSocketChannel controller) {
        this.host = host;
        this.clients = clients;
        this.controller = controller;
    }

    static BoundListeners bind(String host, int port) {
        ServerSocketChannel clients = listen(host, port);
        try {
            return new BoundListeners(host, clients, listen(BrokerSettings.LOOPBACK, 0));
        } catch (StartupException e) {
            closeQuietly(clients);
            throw e;
        }
    }

    int clientPort() {
        return clients.socket().getLocalPort();
    }

    int controllerPort() {
        return controller.socket().getLocalPort();
    }

    String bindHost() {
        return host;
    }

    /** The name that clients are told: the bound one, or this machine's where all interfaces are bound. */
    String advertisedHost() {
        if (!clients.socket().getInetAddress().isAnyLocalAddress()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return BrokerSettings.LOOPBACK;
        }
    }

    ServerSocketFactory factory() {
        return (listener, address, backlog, receiveBuffer) -> {
            ServerSocketChannel channel = listener.equals(CONTROLLER) ? controller : clients;
            if (!channel.isOpen() || channel.socket().getLocalPort() != address.getPort()) {
                throw new IOException("listener " + listener + " was not bound to port " + address.getPort());
            }
            return channel;
        };
    }

    @Override
    public void close() {
        closeQuietly(clients);
        closeQuietly(controller);
    }

    private static ServerSocketChannel listen(String host, int port) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open();
            channel.configureBlocking(false);
            if (address.isUnresolved()) {
                throw new UnknownHostException("unknown host");
            }
            return channel.bind(address, BACKLOG);
        } catch (IOException e) {
            if (channel != null) {
                closeQuietly(channel);
            }
            throw isInUse(e)
                    ? new StartupException.PortInUse("the embedded broker", host, port, "--kafka-port", e)
                    : new StartupException.AddressUnusable("the embedded broker", host, port, e);
        }
    }

    private static boolean isInUse(IOException e) {
        return e instanceof BindException
                && String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("in use");
    }

    private static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("A listening socket was not closed cleanly", e);
        }
    }
}
