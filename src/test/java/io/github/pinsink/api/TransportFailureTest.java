package io.github.pinsink.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransportFailureTest {
    private static final String SECRET = "10.1.2.3 pina_token jane@example.com";

    static Stream<Arguments> failures() {
        return Stream.of(
                before(new UnknownHostException(SECRET), "the host name could not be resolved"),
                before(new ConnectException(SECRET), "the connection was refused"),
                before(new NoRouteToHostException(SECRET), "the connection was refused"),
                before(new SocketTimeoutException(SECRET), "timeout"),
                before(new InterruptedIOException(SECRET), "timeout"),
                before(new SSLHandshakeException(SECRET), "TLS failed (SSLHandshakeException)"),
                before(new SSLProtocolException(SECRET), "TLS failed (SSLProtocolException)"),
                before(new SocketException(SECRET), "connection error (SocketException)"),
                after(new SocketTimeoutException(SECRET), "timeout"),
                after(new InterruptedIOException(SECRET), "timeout"),
                after(new SocketException(SECRET), "connection error (SocketException)"),
                after(new EOFException(SECRET), "the connection was closed"),
                after(new ProtocolException(SECRET), "the response is not valid HTTP"),
                after(new IOException(SECRET), "connection error (IOException)"));
    }

    private static Arguments before(IOException failure, String what) {
        return Arguments.of(failure, false, what + " before the events were sent");
    }

    private static Arguments after(IOException failure, String what) {
        return Arguments.of(failure, true, what + " after the events were sent");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isAmbiguousOnlyOnceTheWholeRequestMayHaveLeft(IOException failure, boolean whole, String reason) {
        assertThat(TransportFailure.outcome(failure, whole)).isEqualTo(new ApiOutcome.Unreachable(reason, whole));
    }

    static Stream<IOException> certificates() {
        return Stream.of(
                because(new CertPathValidatorException(SECRET)),
                because(new CertificateExpiredException(SECRET)),
                because(new RuntimeException(new CertificateExpiredException(SECRET))),
                new SSLPeerUnverifiedException(SECRET));
    }

    private static IOException because(Exception cause) {
        IOException handshake = new SSLHandshakeException(SECRET);
        handshake.initCause(cause);
        return handshake;
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void tellsACertificateFromOtherTroubleWithTls(IOException failure) {
        assertThat(TransportFailure.outcome(failure, false)).isInstanceOfSatisfying(ApiOutcome.Untrusted.class, no -> {
            assertThat(no.reason()).contains("certificate").doesNotContain("jane", "pina_", "10.1");
        });
    }

    @Test
    void aProxyThatRefusesTheLoginIsAConfigurationError() {
        assertThat(TransportFailure.outcome(new ProxyAuthenticationException(), false))
                .isInstanceOfSatisfying(
                        ApiOutcome.Forbidden.class,
                        no -> assertThat(no.status()).isEqualTo(407));
    }
}
