package io.endpointslice.kube;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GivenCaTest {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final Path JDK_CAS = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");

    @Test
    @DisplayName("a CA that is given is trusted alone, and nothing is left behind")
    void given() throws IOException, GeneralSecurityException {
        X509Certificate ca = anyCa();
        Config config = Config.empty();
        config.setCaCertData(Base64.getEncoder().encodeToString(pem(ca).getBytes(US_ASCII)));

        assertThat(GivenCa.alone(config, () -> trusted(config))).containsExactly(ca);
        assertThat(System.getProperty(TRUST_STORE)).isNull();
    }

    @Test
    @DisplayName("without a CA, those that the JDK trusts are")
    void notGiven() throws IOException, GeneralSecurityException {
        Config config = Config.empty();

        assertThat(GivenCa.alone(config, () -> trusted(config)))
                .contains(anyCa())
                .hasSizeGreaterThan(1);
    }

    private static Stream<X509Certificate> trusted(Config config) {
        try {
            return Stream.of(SSLUtils.trustManagers(config))
                    .map(GivenCaTest::x509)
                    .flatMap(manager -> Stream.of(manager.getAcceptedIssuers()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509TrustManager x509(TrustManager manager) {
        return (X509TrustManager) manager;
    }

    private static X509Certificate anyCa() throws IOException, GeneralSecurityException {
        KeyStore cas = KeyStore.getInstance(JDK_CAS.toFile(), (char[]) null);
        return (X509Certificate) cas.getCertificate(cas.aliases().nextElement());
    }

    private static String pem(X509Certificate certificate) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }
}
