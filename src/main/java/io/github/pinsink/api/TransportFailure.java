package io.github.pinsink.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * A failure on the way to its outcome; a pure function. No message of an exception is passed on: it may hold addresses and
 * parts of the exchange.
 */
final class TransportFailure {
    private static final int LONGEST_CHAIN = 10;

    private TransportFailure() {}

    /**
     * @param whole whether all of the request may have left this machine. What left in part is no JSON yet, so the API
     *     cannot have taken anything of it
     */
    static ApiOutcome outcome(IOException failure, boolean whole) {
        if (failure instanceof ProxyRefusedException) {
            return new ApiOutcome.Forbidden(
                    407, "the proxy refuses the user and password of proxy.user and proxy.password");
        }
        if (!whole && isAboutTheCertificate(failure)) {
            return new ApiOutcome.Untrusted("the certificate of the API's host is not trusted ("
                    + failure.getClass().getSimpleName() + ")");
        }
        return new ApiOutcome.Unreachable(
                what(failure) + (whole ? " after the events were sent" : " before the events were sent"), whole);
    }

    private static String what(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "the name of the host cannot be resolved";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "the connection was refused";
        }
        if (failure instanceof SSLException) {
            return "TLS failed (" + failure.getClass().getSimpleName() + ")";
        }
        if (failure instanceof InterruptedIOException) {
            return "time-out";
        }
        if (failure instanceof EOFException) {
            return "the connection was closed";
        }
        if (failure instanceof ProtocolException) {
            return "the answer is not HTTP";
        }
        return "the connection broke (" + failure.getClass().getSimpleName() + ")";
    }

    /** The reason of a failed handshake is only in its causes. */
    private static boolean isAboutTheCertificate(Throwable failure) {
        Throwable link = failure;
        for (int i = 0; i < LONGEST_CHAIN && link != null; i++) {
            if (link instanceof SSLPeerUnverifiedException
                    || link instanceof CertificateException
                    || link instanceof CertPathValidatorException) {
                return true;
            }
            link = link.getCause();
        }
        return false;
    }
}
