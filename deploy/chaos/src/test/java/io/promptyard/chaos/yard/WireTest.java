package io.promptyard.chaos.yard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private ServerSocket server;
    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        wire = Wire.to(server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        server.close();
    }

    private Socket near() throws IOException {
        Socket near = new Socket(InetAddress.getLoopbackAddress(), wire.port());
        near.setSoTimeout(PATIENCE_MILLIS);
        return near;
    }

    @Test
    void shouldCarryBytesBothWaysWhenItIsOpen() throws IOException {
        try (Socket near = near();
                Socket far = server.accept()) {
            // When
            near.getOutputStream().write(7);
            far.getOutputStream().write(8);
            // Then
            assertThat(far.getInputStream().read()).isEqualTo(7);
            assertThat(near.getInputStream().read()).isEqualTo(8);
        }
    }

    @Test
    void shouldEndConnectionsWhenItIsCut() throws IOException {
        try (Socket near = near();
                Socket far = server.accept()) {
            // When
            wire.mode(Wire.Mode.CUT);
            // Then
            assertThat(far.getInputStream().read()).isEqualTo(-1);
            try (Socket late = near()) {
                assertThat(late.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void shouldKeepBytesBackUntilItIsOpenAgainWhenItIsStalled() throws IOException {
        try (Socket near = near();
                Socket far = server.accept()) {
            // Given
            far.setSoTimeout(100);
            wire.mode(Wire.Mode.STALLED);
            // When
            near.getOutputStream().write(9);
            // Then
            assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            far.setSoTimeout(PATIENCE_MILLIS);
            wire.mode(Wire.Mode.OPEN);
            assertThat(far.getInputStream().read()).isEqualTo(9);
        }
    }
}
