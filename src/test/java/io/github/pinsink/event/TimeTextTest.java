package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in the forms that mail, HTTP, logs, databases and programming languages write. */
class TimeTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20261124115820|2026-11-24T11:58:20Z",
                "202611241158|2026-11-24T11:58:00Z",
                "20261124|2026-11-24T00:00:00Z",
                "20261124115820123|2026-11-24T11:58:20Z",
                "20261124115820.123456|2026-11-24T11:58:20Z",
                "20261124115820Z|2026-11-24T11:58:20Z",
                "20261124115820+0100|2026-11-24T10:58:20Z",
                "20261124T115820|2026-11-24T11:58:20Z",
                "20261124T115820Z|2026-11-24T11:58:20Z",
                "20261124T115820.5+01:00|2026-11-24T10:58:20Z",
                "20261124T1158|2026-11-24T11:58:00Z",
                "20261124 115820|2026-11-24T11:58:20Z",
                "20261124 11:58:20|2026-11-24T11:58:20Z",
                "20261124-115820|2026-11-24T11:58:20Z",
                "20261124_115820|2026-11-24T11:58:20Z",
            })
    void compactTimes(String given, Instant sent) {
        assertThat(sent(given)).isEqualTo(sent);
    }

    @Test
    void aCompactTimeIsTheSameAsTextAndAsANumber() {
        Instant sent = Instant.parse("2026-11-24T11:58:20Z");
        assertThat(sent(20261124115820L)).isEqualTo(sent);
        assertThat(sent(2.0261124115820E13)).isEqualTo(sent);
        assertThat(sent(new BigDecimal("20261124115820.0"))).isEqualTo(sent);
        assertThat(sent("20261124115820.0")).isEqualTo(sent);
        assertThat(sent(20261124)).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(longs = {20261324115820L, 20261124245820L, 20261124116020L, 20261131115820L, 18000101000000L})
    void aNumberThatIsNoCompactTimeIsAUnixTime(long number) {
        assertThat(sent(number))
                .isEqualTo(Instant.ofEpochMilli(number).truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tue, 24 Nov 2026 11:58:20 GMT|2026-11-24T11:58:20Z",
                "Tue, 24 Nov 2026 12:58:20 +0100|2026-11-24T11:58:20Z",
                "Tue, 24 Nov 2026 06:58:20 EST|2026-11-24T11:58:20Z",
                "Tue, 24 Nov 2026 03:58:20 PST|2026-11-24T11:58:20Z",
                "Tue, 24 Nov 2026 11:58:20 UT|2026-11-24T11:58:20Z",
                "Tue, 24 Nov 2026 11:58:20 -0000|2026-11-24T11:58:20Z",
                "Tue, 24 Nov 2026 11:58:20 +0000 (UTC)|2026-11-24T11:58:20Z",
                "24 Nov 2026 11:58:20 GMT|2026-11-24T11:58:20Z",
                "24 Nov 26 11:58:20 GMT|2026-11-24T11:58:20Z",
                "Tue, 24 Nov 2026 11:58 GMT|2026-11-24T11:58:00Z",
                "Fri, 4 Sep 2026 11:58:20 GMT|2026-09-04T11:58:20Z",
                "Tuesday, 24-Nov-26 11:58:20 GMT|2026-11-24T11:58:20Z",
                "Tue Nov 24 11:58:20 2026|2026-11-24T11:58:20Z",
                "Fri Sep  4 11:58:20 2026|2026-09-04T11:58:20Z",
                "Tue Nov 24 12:58:20 CET 2026|2026-11-24T11:58:20Z",
                "Thu Sep 24 13:58:20 CEST 2026|2026-09-24T11:58:20Z",
                "Tue Nov 24 2026 12:58:20 GMT+0100 (Central European Standard Time)|2026-11-24T11:58:20Z",
                "24/Nov/2026:11:58:20 +0000|2026-11-24T11:58:20Z",
                "24/Nov/2026:12:58:20 +0100|2026-11-24T11:58:20Z",
                "24-NOV-2026 11:58:20|2026-11-24T11:58:20Z",
                "Nov 24, 2026, 11:58:20 AM|2026-11-24T11:58:20Z",
                "Nov 24, 2026 11:58:20 PM|2026-11-24T23:58:20Z",
                "November 24, 2026 at 12:05 AM|2026-11-24T00:05:00Z",
                "24 November 2026|2026-11-24T00:00:00Z",
                "2026-11-24 12:58:20 Europe/Berlin|2026-11-24T11:58:20Z",
                "2026-11-24T12:58:20[Europe/Berlin]|2026-11-24T11:58:20Z",
                "2026-11-24T12:58:20+01:00[Europe/Berlin]|2026-11-24T11:58:20Z",
                "2026-11-24 06:58:20 EST|2026-11-24T11:58:20Z",
                "2026-11-24 12:58:20.123 +0100 CET|2026-11-24T11:58:20Z",
                "2026-11-24 11:58:20.123456|2026-11-24T11:58:20Z",
                "2026/11/24 11:58:20|2026-11-24T11:58:20Z",
                "2026.11.24 11:58|2026-11-24T11:58:00Z",
            })
    void timesOfMailsAndLogs(String given, Instant sent) {
        assertThat(sent(given)).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11/24/2026",
                "11/24/2026 11:58:20",
                "11/24/2026 11:58:20 AM",
                "24.11.2026 11:58:20",
                "24-11-2026",
                "1/2/26 11:58"
            })
    void aTimeWithDayOrMonthFirstIsRejectedWithWhatToDo(String given) {
        assertThat(problem(given))
                .startsWith("expected a time with the year first, such as 2026-11-24T11:58:20")
                .contains("order of day and month", "rearrange it in the expression")
                .doesNotContain(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon, 24 Nov 2026 11:58:20 GMT",
                "Tue, 24 Nov 2026 11:58:20 IST",
                "Tue, 24 Nov 2026 11:58:20 GMT PST",
                "Tue, 24 Nov 2026 25:58:20 GMT",
                "Tue, 31 Nov 2026 11:58:20 GMT",
                "Nov 24 11:58:20",
                "24 Nov 2026 13:58:20 PM",
                "24 Nov 2026 24 Nov 2026",
                "24 Brumaire 2026",
                "Nov",
                "24/Nov",
                "2026-11-24 11:58:20 Europe/Atlantis",
                "2026-11-24 11:58:20 PM",
                "2026-11-24 11:58:20 +",
                "20261124T",
                "20261124T99",
                "yesterday"
            })
    void otherTextsAreNotGuessed(String given) {
        assertThat(problem(given)).startsWith("expected a Unix time");
    }

    @Test
    void thirteenDigitsAreUnixMilliseconds() {
        assertThat(sent("2026112411582")).isEqualTo(Instant.ofEpochSecond(2026112411L));
    }

    @Property(tries = 500)
    void everySecondIsReadInEachForm(@ForAll @LongRange(min = 0, max = 4_102_444_799L) long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        for (String pattern : new String[] {
            "yyyyMMddHHmmss",
            "yyyyMMdd'T'HHmmss'Z'",
            "EEE, dd MMM yyyy HH:mm:ss 'GMT'",
            "EEE MMM d HH:mm:ss yyyy",
            "dd/MMM/yyyy:HH:mm:ss '+0000'",
            "MMM d, yyyy, h:mm:ss a",
            "yyyy-MM-dd HH:mm:ss 'UTC'",
            "yyyy/MM/dd HH:mm:ss"
        }) {
            String text = time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
            assertThat(sent(text)).as(text).isEqualTo(Instant.ofEpochSecond(second));
        }
    }

    private static Instant sent(Object given) {
        return Instant.ofEpochSecond(new EncoderFixture()
                .with("app_info.install_time", given)
                .sent("app_info.install_time")
                .longValue());
    }

    private static String problem(String given) {
        EncoderFixture event = new EncoderFixture().with("app_info.install_time", given);
        assertThat(event.dropped()).containsExactly("app_info.install_time");
        return event.encoded().dropped().get(0).reason();
    }
}
