package io.promptyard.chaos.yard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A piece of network: a TCP proxy on loopback whose port stays the same for the whole run, while what it leads to may
 * move, and which can be cut, stalled and slowed. Thread-safe; whoever opens it closes it.
 */
public final class Wire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final int CONNECT_MILLIS = 2_000;
    private static final int BUFFER = 16 * 1024;
    private static final Duration SLOWED_BY = Duration.ofMillis(120);

    /** What becomes of bytes on it. */
    public enum Mode {
        OPEN,
        /** Connections are closed, new ones too. */
        CUT,
        /** Connections stay, and nothing moves on them. */
        STALLED,
        /** Every piece comes 120 ms late. */
        SLOW
    }

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int upstream;
    private Mode mode = Mode.OPEN;

    private Wire(ServerSocket server) {
        this.server = server;
    }

    /** Listens on a free port; leads nowhere yet. */
    public static Wire open() {
        try {
            ServerSocket server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
            Wire wire = new Wire(server);
            Thread.ofVirtual().name("wire").start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a wire", e);
        }
    }

    public static Wire to(int port) {
        Wire wire = open();
        wire.leadTo(port);
        return wire;
    }

    public int port() {
        return server.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    /** New connections go there from now on. */
    public void leadTo(int port) {
        upstream = port;
    }

    public void mode(Mode mode) {
        synchronized (this) {
            this.mode = mode;
            notifyAll();
        }
        if (mode == Mode.CUT) {
            sockets.forEach(Wire::close);
        }
    }

    private synchronized Mode mode() {
        return mode;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Thread.ofVirtual().name("wire").start(() -> carry(near));
            } catch (IOException e) {
                LOG.debug("wire {}: {}", port(), e.toString());
            }
        }
    }

    private void carry(Socket near) {
        Socket far = new Socket();
        try (near;
                far) {
            sockets.add(near);
            sockets.add(far);
            if (mode() == Mode.CUT || upstream == 0) {
                return;
            }
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), upstream), CONNECT_MILLIS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().name("wire").start(() -> pump(far, near));
            pump(near, far);
            back.join();
        } catch (IOException e) {
            LOG.debug("wire {}: {}", port(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(near);
            sockets.remove(far);
        }
    }

    /** One direction; its end is the end of both. */
    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (awaitPassage() == Mode.SLOW) {
                    LockSupport.parkNanos(SLOWED_BY.toNanos());
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            LOG.debug("wire {}: {}", port(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Mode awaitPassage() throws InterruptedException {
        while (mode == Mode.STALLED) {
            wait();
        }
        return mode;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a connection was not closed cleanly", e);
        }
    }

    @Override
    public void close() {
        mode(Mode.CUT);
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("a wire was not closed cleanly", e);
        }
    }
}
