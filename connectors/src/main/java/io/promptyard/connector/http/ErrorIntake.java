package io.promptyard.connector.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** A reply whose status says that it is no answer. What is not JSON (a proxy's page, nothing at all) goes by status. */
final class ErrorIntake implements Intake {
    private final int status;
    private final Buffer body = Buffer.buffer();

    ErrorIntake(int status) {
        this.status = status;
    }

    @Override
    public boolean bytes(Buffer bytes) {
        body.appendBuffer(bytes);
        return false;
    }

    @Override
    public Reply end() throws ReplyException {
        ProviderError error = error();
        throw ReplyException.refused(status, error);
    }

    private ProviderError error() {
        try {
            return ProviderError.of(WireJson.parse(body));
        } catch (IOException e) {
            return ProviderError.NONE;
        }
    }
}
