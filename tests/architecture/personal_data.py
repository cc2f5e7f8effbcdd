"""What every column holds about people. A new column fails a test until it stands here.

``secret``: encrypted, masked on screen, revealed with a reason. ``index``: derived from a secret
with a key of its own. ``personal``: tells something about a living person. ``officer``: about a
person in office, in that office. ``none``: nothing about anybody.
"""

PRODUCER = {
    "secret": "citizen_id proxy_citizen_id",
    "index": "citizen_id_index citizen_id_tail",
    # A sole owner's shop bears the owner's name and stands at the owner's house.
    "personal": """name name_en person_title person_first_name person_last_name thai_nationality
        juristic_id commerce_no enterprise_no site_village site_house_no site_moo site_soi site_road
        phone mobile email link_note proxy_name proxy_relation name_key person_key birth_date gender
        member_names latitude longitude contact_differs contact_house_no contact_moo contact_village
        contact_soi contact_road contact_subdistrict contact_district contact_province
        contact_postcode fax line_id facebook website capital_source registered_capital
        working_capital last_income""",
    "none": """producer_type legal_form legal_form_detail founded_year members_male members_female
        labour_community labour_province labour_elsewhere site_subdistrict site_postcode
        link_production link_management link_benefit channels export_countries support_needs
        informant proxy_paper_seen""",
}
PRODUCT = {
    # Wisdom is handed down from somebody, who may be named; sales are somebody's income.
    "personal": "story process sales_domestic sales_abroad",
    "none": """name name_en brand product_type product_group law_compels features materials capacity
        capacity_unit unit_cost wholesale_price retail_price channels opc_year opc_stars quadrant
        sample_seen""",
}
RIGHT = {"personal": "number holder", "none": "kind registered_on expires_on"}
EVIDENCE = {"personal": "file note", "none": "kind seen_original"}
STANDARD = {"personal": "number", "none": "standard issuer issued_on expires_on"}
LOOKUP = {"none": "id code name sequence is_active"}


def joined(*parts):
    """One classification of several: an abstract base and what a table adds."""
    return {level: " ".join(part.get(level, "") for part in parts) for level in LEVELS}


LEVELS = ("secret", "index", "personal", "officer", "none")
TABLES = {
    "Province": {"none": "code name name_en region latitude longitude"},
    "District": {
        "none": "code province name name_en latitude longitude last_producer_no",
    },
    "Subdistrict": {"none": "code district name name_en postcode"},
    "Officer": {
        "secret": "password",  # a hash; never shown, never exported
        "officer": "username full_name position email phone last_login",
        "none": "id role province district is_active must_change_password mail created_at",
    },
    "Posting": {
        "officer": "officer position from_on until_on",
        "none": "id role province district",
    },
    "Message": {
        # Of producers only numbers and references; of officers the name of a colleague.
        "officer": "officer data",
        "none": """id office kind quarter url_name url_args made_at read_at mail sent_at tries""",
    },
    "Reminder": {
        "officer": "sent_by",
        "none": "id quarter office step moment due_on ends_on sent_at",
    },
    "FiscalQuarter": {"officer": "closed_by", "none": "code year number state closed_at"},
    "WindowOrder": {
        "officer": "issued_by withdrawn_by",
        "none": """id scope province district number dated_on issuer subject note scan issued_at
            withdrawn_at withdrawn_reason""",
    },
    "Window": {"none": "id order quarter step opens_on closes_on stated_days"},
    "Holiday": {"none": "id day name kind source announced_on"},
    "Extension": {
        "officer": "granted_by revoked_by",
        "none": """id scope province district quarter step until_on reason order_number granted_at
            revoked_at""",
    },
    "ExtensionRequest": {
        "officer": "asked_by answered_by decided_by withdrawn_by",
        "none": """id scope province district quarter step until_on reason state asking_role
            asked_at answer answered_at decision decided_at withdrawn_reason withdrawn_at
            extension""",
    },
    "Certification": {
        "officer": "announced_by closed_by",
        "none": "id quarter province state version announced_at closed_at",
    },
    "Announcement": {
        "officer": "signatory signatory_position made_by",
        "none": "id quarter certification number dated_on without_reason made_at",
    },
    "Addendum": {
        "officer": "signatory signatory_position made_by",
        "none": "id quarter province number dated_on made_at",
    },
    "Correction": {
        "personal": "changes reason answer",  # names, as announced and as they are right
        "officer": "asked_by answered_by withdrawn_by",
        "none": """id registration quarter district state asked_at answered_at withdrawn_at addendum
            kept""",
    },
    "LeftOut": {
        "personal": "reason",  # free text
        "none": "id announcement province district",
    },
    "Snapshot": {
        "personal": "detail",  # names of producers, as announced in public
        "none": "id quarter province announcement addendum revision summary sha256 taken_at",
    },
    "LegalForm": joined(
        LOOKUP, {"none": "producer_type needs_enterprise_no needs_juristic_id needs_detail"}
    ),
    "ProductGroup": joined(LOOKUP, {"none": "product_type law_compels permits"}),
    "SalesChannel": joined(LOOKUP, {"none": "is_export"}),
    "SupportNeed": LOOKUP,
    "SampleQuestion": LOOKUP,
    "Sample": {"officer": "drawn_by", "none": "id filing seed pool drawn_at"},
    "SampledRegistration": {
        "officer": "checked_by",
        "none": "id sample registration version is_wrong checked_at",
    },
    "SampleAnswer": {"personal": "comment", "none": "id row question is_wrong"},
    "CleanCertification": {
        "officer": "made_by",
        "none": "id certification district digest n_certified made_at",
    },
    "ReturnReason": joined(LOOKUP, {"none": "for_return for_reject"}),
    "EvidenceKind": joined(
        LOOKUP,
        {
            "none": """about demand keeps_copy accepts_seen pictures_only producer_type legal_form
                product_group only_proxy"""
        },
    ),
    "StoredFile": {
        "personal": "key",  # whoever knows it may ask for a paper that names somebody
        "officer": "stored_by",
        "none": "id file_type size sha256 width height district stored_at",
    },
    "Standard": joined(LOOKUP, {"none": "is_permit issuer"}),
    "Producer": joined(
        PRODUCER,
        {
            "personal": "search_text name_sort",
            "none": """id number district state first_quarter last_quarter last_product_no
                merged_into""",
        },
    ),
    "Product": joined(PRODUCT, {"none": "id number producer is_active"}),
    "ProductStandard": joined(STANDARD, {"none": "id product"}),
    "ProductRight": joined(RIGHT, {"none": "id product"}),
    "ProducerEvidence": joined(EVIDENCE, {"none": "id producer product"}),
    "Filing": {
        "officer": "handed_over_by certified_by closed_by",
        "none": """id quarter district state version is_nil last_sequence handed_over_at
            certified_at closed_at""",
    },
    "Registration": joined(
        PRODUCER,
        {
            # Why somebody ends, is refused or sent back: illness and death stand here.
            "personal": "cancel_reason cancel_note decision_reason kept_warnings",
            "officer": """editors entered_by edited_by submitted_by received_by_name
                received_by_position withdrawn_by returned_by rejected_by certified_by closed_by""",
            "none": """id filing quarter sequence kind state version producer merge_into
                carried_from declared privacy_version decision_codes entered_at edited_at
                submitted_at withdrawn_at returned_at rejected_at certified_at closed_at""",
        },
    ),
    "RegisteredProduct": joined(PRODUCT, {"none": "id registration product sequence dropped"}),
    "RegisteredStandard": joined(STANDARD, {"none": "id product"}),
    "RegisteredRight": joined(RIGHT, {"none": "id product"}),
    "RegisteredEvidence": joined(
        EVIDENCE, {"officer": "added_by", "none": "id registration product added_at"}
    ),
    "FormDraft": {
        "secret": "content",  # a citizen ID may be in it, typed and not yet saved
        "officer": "officer",
        "none": "id filing registration form version saved_at",
    },
    "StagedImport": {
        "secret": "content",  # the file as it came in
        "personal": "filename",  # people name files after people; a citizen ID is taken out
        "officer": "received_by committed_by discarded_by",
        "none": """id filing size sha256 old_list permit received_at n_rows n_checked counts
            checked_at committed_at discarded_at""",
    },
    "CommitProgress": {"none": "staged n_done n_all"},
    "OldList": {
        "secret": "content table",  # the file as it came in, and the texts of its cells
        # Words of the list that somebody explained; people name files after people.
        "personal": "filename mapping",
        "officer": "received_by mapped_by discarded_by",
        "none": """id province district size sha256 sheet head counts received_at mapped_at
            discarded_at""",
    },
    "OldRow": {
        "secret": "content",  # a person of the list, with the citizen ID
        "none": "id old_list number is_producer district_code",
    },
    "RememberedMapping": {
        "personal": "heads mapping",  # a row of people may have been taken for the headers
        "none": "id province district signature used_at",
    },
    "StagedRow": {
        "secret": "content",  # a citizen ID may be in it, typed and not yet committed
        "personal": "problems",  # what stands in a cell, but never an ID
        "none": "id staged sheet number registration version deed verdict",
    },
    "DuplicateDecision": {
        "personal": "reason other other_registration",
        "officer": "decided_by",
        "none": "id registration grounds verdict decided_at",
    },
    "DuplicateInquiry": {
        "personal": "question answer other other_registration",
        "officer": "asked_by answered_by",
        "none": "id registration district asked_at answered_at",
    },
    "Transfer": {
        "personal": "reason answer withdrawn_reason",
        "officer": "asked_by answered_by withdrawn_by",
        "none": """id producer quarter from_district to_district state asked_at asking_district
            answered_at withdrawn_at done_at""",
    },
    "SavedFilter": {"officer": "officer", "none": "id name query"},
    "Remark": {
        "personal": "text",
        "officer": "made_by author_name author_office",
        "none": "id registration field grant made_at is_answer resolved_at",
    },
    "ReturnGrant": {
        "personal": "said",  # the form as it was returned, citizen IDs masked and indexed
        "officer": "granted_by",
        "none": "id registration fields until_on granted_at ended_at",
    },
    "JournalEntry": {
        "personal": "before after reason subject_text",
        "officer": "officer officer_name role office",
        "none": """id at action subject_kind subject_id province_code district_code quarter_code
            permit extension request_id""",
    },
}
