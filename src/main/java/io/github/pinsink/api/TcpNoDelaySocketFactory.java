package io.github.pinsink.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import javax.net.SocketFactory;

/** Sockets with TCP_NODELAY: Nagle's algorithm would delay the last segment of a body until the server acknowledges. */
final class TcpNoDelaySocketFactory extends SocketFactory {
    private final SocketFactory plain = SocketFactory.getDefault();
    private final boolean direct;

    /** @param direct whether to ignore the proxy settings of the JVM, including SOCKS */
    TcpNoDelaySocketFactory(boolean direct) {
        this.direct = direct;
    }

    @Override
    public Socket createSocket() throws IOException {
        return withNoDelay(direct ? new Socket(Proxy.NO_PROXY) : plain.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return withNoDelay(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return withNoDelay(plain.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return withNoDelay(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return withNoDelay(plain.createSocket(host, port, localHost, localPort));
    }

    private static Socket withNoDelay(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }
}
