package io.github.pinsink.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import javax.net.SocketFactory;

/** Sockets with TCP_NODELAY: Nagle's algorithm would hold back the last piece of a body until the API's host confirms. */
final class TcpNoDelaySocketFactory extends SocketFactory {
    private final SocketFactory plain = SocketFactory.getDefault();
    private final boolean direct;

    /** @param direct whether no proxy of the JVM, SOCKS included, is to be used where nothing else is said */
    TcpNoDelaySocketFactory(boolean direct) {
        this.direct = direct;
    }

    @Override
    public Socket createSocket() throws IOException {
        return prompt(direct ? new Socket(Proxy.NO_PROXY) : plain.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return prompt(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return prompt(plain.createSocket(host, port, localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return prompt(plain.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return prompt(plain.createSocket(host, port, localHost, localPort));
    }

    private static Socket prompt(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        return socket;
    }
}
