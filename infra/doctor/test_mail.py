import unittest

import mail
from stubs import Cloud, found, said

WELL = {"ProductionAccessEnabled": True, "SendingEnabled": True, "EnforcementStatus": "HEALTHY"}


class Account(unittest.TestCase):
    def told(self, **answer):
        cloud = Cloud()
        cloud.answers("sesv2", "get_account", WELL | answer)
        return said(mail.account, cloud.stage())

    def test_an_account_that_sends_is_well(self):
        self.assertEqual(self.told(), [])

    def test_the_sandbox_is_named(self):
        [what] = self.told(ProductionAccessEnabled=False)
        self.assertIn("sandbox", what)

    def test_a_pause_and_its_reason_are_two_findings(self):
        paused, reason = self.told(SendingEnabled=False, EnforcementStatus="SHUTDOWN")
        self.assertIn("stopped sending", paused)
        self.assertIn("bounces", reason)


class Pools(unittest.TestCase):
    def told(self, name="prod", guardian=None, staff=None):
        cloud = Cloud()
        for sends in (guardian, staff):
            told = {"EmailConfiguration": {"EmailSendingAccount": sends}} if sends else {}
            cloud.answers("cognito-idp", "describe_user_pool", {"UserPool": told})
        return said(mail.pools, cloud.stage(name))

    def test_pools_that_send_by_ses_are_well(self):
        self.assertEqual(self.told(guardian="DEVELOPER", staff="DEVELOPER"), [])

    def test_a_pool_that_sends_by_itself_is_told(self):
        [guardian, staff] = self.told(guardian="COGNITO_DEFAULT")
        self.assertIn("the guardian pool sends by Cognito itself: fifty mails a day", guardian)
        self.assertIn("the staff pool", staff)

    def test_a_stage_without_real_families_may(self):
        self.assertEqual(self.told("dev"), [])


class Identity(unittest.TestCase):
    def stage(self, **answer):
        cloud = Cloud()
        cloud.stack(MailDomain="school.example")
        if answer:
            cloud.answers("sesv2", "get_email_identity", answer, EmailIdentity="school.example")
        else:
            cloud.fails("sesv2", "get_email_identity", "NotFoundException")
        return cloud.stage()

    def test_a_verified_domain_is_well(self):
        self.assertEqual(said(mail.identity, self.stage(VerifiedForSendingStatus=True)), [])

    def test_an_unverified_domain_is_named_with_its_mend(self):
        [finding] = found(mail.identity, self.stage(VerifiedForSendingStatus=False))
        self.assertIn("school.example is not verified", finding.what)
        self.assertIn("get-email-identity --email-identity school.example", finding.mend)

    def test_a_domain_that_is_gone_is_named(self):
        self.assertIn("gone from SES", said(mail.identity, self.stage())[0])

    def test_missing_dkim_records_are_told_by_name(self):
        dkim = {"SigningEnabled": True, "Status": "PENDING", "Tokens": ["one", "two"]}
        [finding] = found(mail.signed, self.stage(DkimAttributes=dkim))
        self.assertIn("one._domainkey.school.example, two._domainkey.school.example", finding.mend)

    def test_signing_that_is_off_is_switched_on(self):
        [finding] = found(mail.signed, self.stage(DkimAttributes={"SigningEnabled": False, "Status": "SUCCESS"}))
        self.assertIn("mails of school.example are not signed", finding.what)
        self.assertIn("put-email-identity-dkim-attributes --email-identity school.example --signing-enabled", finding.mend)

    def test_signed_mails_are_well(self):
        self.assertEqual(said(mail.signed, self.stage(DkimAttributes={"SigningEnabled": True, "Status": "SUCCESS"})), [])


class Configuration(unittest.TestCase):
    def test_one_that_was_told_not_to_send_is_named(self):
        cloud = Cloud()
        cloud.answers("sesv2", "get_configuration_set", {"SendingOptions": {"SendingEnabled": False}})
        self.assertIn("told not to send", said(mail.configuration, cloud.stage())[0])

    def test_one_that_is_gone_is_named(self):
        cloud = Cloud()
        cloud.fails("sesv2", "get_configuration_set", "NotFoundException")
        self.assertIn("is gone", said(mail.configuration, cloud.stage())[0])


if __name__ == "__main__":
    unittest.main()
