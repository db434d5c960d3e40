package io.github.pinsink.api;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/**
 * Builds the OkHttp client. Its automatic retries on 408, 503 and broken pooled connections are disabled, because they would
 * bypass the rate limit. Redirects are disabled, because they would send the token to another address.
 */
final class HttpClients {
    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    private HttpClients() {}

    static OkHttpClient of(ApiSettings settings) {
        TransportSettings transport = settings.transport();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(
                        settings.maxInFlight(), transport.idleTimeout().toMillis(), TimeUnit.MILLISECONDS))
                .socketFactory(new TcpNoDelaySocketFactory(settings.isPlain()))
                .connectTimeout(transport.connectTimeout())
                .readTimeout(transport.requestTimeout())
                .writeTimeout(transport.requestTimeout())
                .callTimeout(transport.requestTimeout())
                .protocols(transport.http2() ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1))
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(HttpClients::rejectUnexpectedProxyAuthentication);
        transport.trust().ifPresent(trust -> trust(builder, trust));
        transport.proxy().ifPresent(proxy -> useProxy(builder, proxy));
        if (settings.isPlain()) {
            // The JVM may be configured to use a proxy for loopback addresses too, which would see the token.
            builder.proxy(Proxy.NO_PROXY);
        }
        return builder.build();
    }

    private static void trust(OkHttpClient.Builder builder, TrustStore store) {
        try {
            X509TrustManager trust = store.trustManager();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            builder.sslSocketFactory(context.getSocketFactory(), trust);
        } catch (IOException e) {
            throw new IllegalArgumentException("the trust store cannot be used: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available in this Java runtime", e);
        }
    }

    private static void useProxy(OkHttpClient.Builder builder, ProxyServer proxy) {
        builder.proxy(proxy.proxy());
        proxy.login().ifPresent(login -> {
            String credentials = Credentials.basic(
                    login.user(), login.password().map(Secret::text).orElse(""));
            builder.proxyAuthenticator((route, response) -> logIn(route, response, credentials));
        });
    }

    /** OkHttp reports a 407 without a proxy as a protocol error, which would be retried indefinitely. */
    private static Response rejectUnexpectedProxyAuthentication(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        Connection connection = chain.connection();
        if (response.code() == HttpURLConnection.HTTP_PROXY_AUTH
                && connection != null
                && connection.route().proxy().type() == Proxy.Type.DIRECT) {
            response.close();
            throw new ProxyAuthenticationException();
        }
        return response;
    }

    /** OkHttp calls this before the first CONNECT, and again if the proxy rejected the credentials. */
    private static Request logIn(Route route, Response response, String credentials) throws IOException {
        if (response.request().header(PROXY_AUTHORIZATION) != null) {
            throw new ProxyAuthenticationException();
        }
        return response.request()
                .newBuilder()
                .header(PROXY_AUTHORIZATION, credentials)
                .build();
    }
}
