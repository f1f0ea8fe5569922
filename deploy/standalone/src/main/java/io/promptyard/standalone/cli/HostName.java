package io.promptyard.standalone.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** This machine's name. */
final class HostName {
    private HostName() {}

    static String orElse(String otherwise) {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return otherwise;
        }
    }
}
