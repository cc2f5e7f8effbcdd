"""What a browser sends for the district's forms."""

from tests import factories


def producer_sheet(**changes) -> dict:
    """The producer's form filled completely, as typed text."""
    return {
        "producer_type": "SOLE", "name": "ร้านผ้าทอทดสอบ", "founded_year": "๒๕๕๐",
        "person_title": "นาง", "person_first_name": "สมมุติ", "person_last_name": "ทดสอบระบบ",
        "citizen_id": factories.citizen_id(77), "thai_nationality": "on",
        "site_house_no": "1", "site_subdistrict": "310403", "site_postcode": "",
        "mobile": "0812345678", "link_production": "on", "informant": "SELF", "declared": "on",
        **changes,
    }  # fmt: skip


def product_sheet(version, group, **changes) -> dict:
    """The product's form filled completely: one material, no standard, no right."""
    return {
        "version": version, "name": "ผ้าไหมทดสอบ", "product_type": group.product_type,
        "product_group": group.pk, "story": "สืบทอดลายจากรุ่นย่า", "capacity": "1,200",
        "capacity_unit": "ผืน", "retail_price": "1,500.50", "sample_seen": "on",
        "materials-TOTAL_FORMS": "1", "materials-INITIAL_FORMS": "0",
        "materials-0-name": "เส้นไหม", "materials-0-source": "COMMUNITY",
        "standards-TOTAL_FORMS": "1", "standards-INITIAL_FORMS": "0",
        "standards-0-standard": "", "standards-0-number": "", "standards-0-issuer": "",
        "standards-0-issued_on": "", "standards-0-expires_on": "",
        "rights-TOTAL_FORMS": "1", "rights-INITIAL_FORMS": "0",
        "rights-0-kind": "", "rights-0-number": "", "rights-0-holder": "",
        "rights-0-registered_on": "", "rights-0-expires_on": "",
        **changes,
    }  # fmt: skip
