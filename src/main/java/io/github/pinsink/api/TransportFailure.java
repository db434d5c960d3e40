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
 * Converts an I/O failure of a call to its outcome; a pure function. No message of an exception is used: it may contain
 * addresses and parts of the request or response.
 */
final class TransportFailure {
    private static final int MAX_CAUSES = 10;

    private TransportFailure() {}

    /**
     * @param isCompletelyWritten whether the complete request may have left this machine. A partial body is not valid JSON, so
     *     the API cannot have accepted any event of it
     */
    static ApiOutcome outcome(IOException failure, boolean isCompletelyWritten) {
        if (failure instanceof ProxyAuthenticationException) {
            return new ApiOutcome.Forbidden(407, "the proxy rejected proxy.user and proxy.password");
        }
        if (!isCompletelyWritten && isCertificateFailure(failure)) {
            return new ApiOutcome.Untrusted("the certificate of the API host is not trusted ("
                    + failure.getClass().getSimpleName() + ")");
        }
        return new ApiOutcome.Unreachable(
                description(failure)
                        + (isCompletelyWritten ? " after the events were sent" : " before the events were sent"),
                isCompletelyWritten);
    }

    private static String description(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "the host name could not be resolved";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "the connection was refused";
        }
        if (failure instanceof SSLException) {
            return "TLS failed (" + failure.getClass().getSimpleName() + ")";
        }
        if (failure instanceof InterruptedIOException) {
            return "timeout";
        }
        if (failure instanceof EOFException) {
            return "the connection was closed";
        }
        if (failure instanceof ProtocolException) {
            return "the response is not valid HTTP";
        }
        return "connection error (" + failure.getClass().getSimpleName() + ")";
    }

    /** Only the causes of a failed handshake say why it failed. */
    private static boolean isCertificateFailure(Throwable failure) {
        Throwable link = failure;
        for (int i = 0; i < MAX_CAUSES && link != null; i++) {
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
