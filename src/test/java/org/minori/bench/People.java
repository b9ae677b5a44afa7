package org.minori.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.minori.support.ApiClient;

/** Makes contacts through the API, as another system would. */
final class People {

    private static final String[] FAMILIES = {"佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤"};
    private static final String[] GIVEN = {"太郎", "花子", "一郎", "美咲", "健", "陽子", "大輔", "愛", "翔", "舞"};

    private People() {}

    static String email(int number) {
        return "person" + number + "@company" + number % 500 + ".example.jp";
    }

    /** Makes the contacts numbered from (inclusive) to (exclusive), 1,000 a call. */
    static void make(ApiClient api, int from, int to) {
        for (int start = from; start < to; start += 1_000) {
            var items = IntStream.range(start, Math.min(to, start + 1_000))
                    .mapToObj(People::json)
                    .collect(Collectors.joining(",", "{\"items\":[", "]}"));
            api.post("/contacts/batch", items).expect(200);
        }
    }

    private static String json(int number) {
        return """
                {"email":"%s","lastName":"%s","firstName":"%s","company":"株式会社サンプル%d","jobTitle":"部長",\
                "consent":{"basis":"OPT_IN","obtainedAt":"2026-01-01T00:00:00Z","wording":"bench"}}""".formatted(
                email(number), FAMILIES[number % FAMILIES.length], GIVEN[number / 10 % GIVEN.length], number % 500);
    }
}
