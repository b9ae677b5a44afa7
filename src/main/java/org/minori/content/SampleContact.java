package org.minori.content;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactId;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;

/** Somebody who does not exist, to show and try e-mails with. */
public final class SampleContact {

    public static final ContactCard CARD = new ContactCard(
            new ContactId(0),
            "taro.yamada@example.com",
            null,
            "山田",
            "太郎",
            "やまだ",
            "たろう",
            "株式会社みのり商事",
            "営業企画部",
            "課長",
            "03-0000-0000",
            "ja",
            "Asia/Tokyo",
            Stage.LEAD,
            LeadOwner.MARKETING,
            null,
            Set.of(),
            Map.of(),
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH);

    private SampleContact() {}
}
