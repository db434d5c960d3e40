package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates of birth that stand for nothing: before 1900, or in the future. */
class BirthDateTest {
    private static final String FIELD = "user_data.db";
    /** Of {@link EncoderFixture#NOW}. */
    private static final LocalDate TODAY =
            LocalDate.ofInstant(Instant.ofEpochMilli(EncoderFixture.NOW), ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-00-00",
                "0001-01-01",
                "00010101",
                "0001/01/01",
                "0001-01-01T00:00:00Z",
                "1753-01-01",
                "18991231",
                "1899-12-31 00:00:00",
                "1899.12.31",
                "1900-01-01",
                "19000101",
                "1900/1/1",
                "1900-01-01T00:00:00.000Z",
                "2025-11-14",
                "2025-12-01",
                "2031-05-05",
                "20310505",
                "2031/5/5",
                "2999-12-31T23:59:59Z",
                "9999-12-31",
                "99991231"
            })
    void areDroppedAndReportedInEachForm(String given) {
        EncoderFixture event = new EncoderFixture().with(FIELD, given);
        assertThat(event.sent(FIELD).isMissingNode()).isTrue();
        assertThat(event.dropped()).containsExactly(FIELD);
        assertThat(event.with(FIELD, List.of("1987-06-05", given)).dropped()).containsExactly(FIELD + "[1]");
        if (given.matches("[0-9]{8}")) {
            assertThat(event.with(FIELD, Integer.parseInt(given)).dropped()).containsExactly(FIELD);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01/01/0001",
                "31/12/1899",
                "01/01/1900",
                "14/11/2025",
                "05/05/2031",
                "31/12/9999",
                "05/05/20310",
                "05/05/-1987",
                "05/05/999999999"
            })
    void areDroppedInTheConfiguredFormToo(String given) {
        EncoderFixture event = new EncoderFixture().rules(dayFirst()).with(FIELD, given);
        assertThat(event.dropped()).containsExactly(FIELD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-02", "1970-01-01", "2019-12-31", "2020-01-01", "2025-11-12", "2025-11-13"})
    void otherDatesUpToTodayAreSent(String given) {
        String normal = given.replace("-", "");
        assertThat(EncoderFixture.texts(given, FIELD)).containsExactly(EncoderFixture.sha256(normal));
        assertThat(EncoderFixture.texts(given.replace('-', '/'), FIELD)).containsExactly(EncoderFixture.sha256(normal));
    }

    @Property
    void aDateIsSentExactlyIfItIsAfterTheFirstDayOf1900AndNotAfterToday(
            @ForAll @LongRange(min = -40_000, max = 40_000) long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        boolean isSent = date.isAfter(LocalDate.of(1900, 1, 1)) && !date.isAfter(TODAY);
        for (String given : List.of(
                date.toString(),
                date.format(DateTimeFormatter.BASIC_ISO_DATE),
                date.format(DateTimeFormatter.ofPattern("uuuu/M/d")),
                date.format(DateTimeFormatter.ofPattern("dd/MM/uuuu")))) {
            EncoderFixture event = new EncoderFixture().rules(dayFirst()).with(FIELD, given);
            assertThat(event.dropped()).as(given).isEqualTo(isSent ? List.of() : List.of(FIELD));
        }
    }

    private static EventRules dayFirst() {
        EventRules standard = EventRules.standard();
        return new EventRules(
                standard.onInvalidField(),
                standard.onUnknownEvent(),
                Set.of(),
                Set.of(),
                standard.hashDetection(),
                Optional.empty(),
                Optional.of(DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT)),
                standard.stateNames(),
                standard.externalIdCase(),
                standard.maxAge());
    }
}
