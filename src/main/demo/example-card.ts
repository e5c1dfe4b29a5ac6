/** What the supplier of the worked example states in a model card (format v0.2); all of it is invented. */
export const EXAMPLE_CARD = `<?xml version="1.0" encoding="UTF-8"?>
<AppliedModelCard xmlns="https://mc.chai.org/v0.2/schema.xsd">
  <BasicInfo>
    <ModelName>Example deterioration alert</ModelName>
    <ModelDeveloper>Example Health Software</ModelDeveloper>
    <DeveloperContact>cards@supplier.example.nhs.test</DeveloperContact>
  </BasicInfo>
  <ReleaseInfo>
    <ReleaseStage>In use</ReleaseStage>
    <ReleaseDate>January 2026</ReleaseDate>
    <ReleaseVersion>2.2</ReleaseVersion>
    <GlobalAvailability>United Kingdom</GlobalAvailability>
    <EHRCompatibility>
      <EHR>Any record that offers observations by FHIR R4</EHR>
    </EHRCompatibility>
    <RegulatoryApproval>UKCA class IIa, EXAMPLE-C-17 (invented for this example)</RegulatoryApproval>
  </ReleaseInfo>
  <ModelSummary>
    <Summary>Estimates from vital signs, age and blood results how likely an adult on a ward is to be moved to intensive care or to die within 24 hours.</Summary>
    <Keywords>
      <Keyword>Deterioration</Keyword>
    </Keywords>
  </ModelSummary>
  <UsesAndDirections>
    <IntendedUseAndWorkflow>A nurse sees a list of patients in the order of the estimate and chooses whom to see first. Every alert is looked at by a nurse before anything is done.</IntendedUseAndWorkflow>
    <PrimaryIntendedUsers>Ward nurses and outreach teams</PrimaryIntendedUsers>
    <HowToUse>Shown in the ward list; set the threshold ward by ward after four weeks of silent running.</HowToUse>
    <TargetedPatientPopulation>Adults on acute wards</TargetedPatientPopulation>
    <CautionedOutOfScopeSettings>Children, maternity, intensive care and end of life care</CautionedOutOfScopeSettings>
  </UsesAndDirections>
  <Warnings>
    <KnownRisksAndLimitations>Readings that are late or missing make the estimate older than it looks. It was not tried on stays shorter than four hours.</KnownRisksAndLimitations>
    <KnownBiasesOrEthicalConsiderations>Finger probes read oxygen too high in people with darker skin, so their estimate may be too low.</KnownBiasesOrEthicalConsiderations>
    <ClinicalRiskLevel>Medium, as the supplier sees it</ClinicalRiskLevel>
  </Warnings>
  <TrustIngredients>
    <AISystemFacts>
      <OutcomesAndOutputs>A probability from 0 to 1, refreshed with each set of observations</OutcomesAndOutputs>
      <ModelType>Gradient boosted trees</ModelType>
      <InputDataSource>Observations and blood results of the record of the organisation that uses it</InputDataSource>
      <OutputAndInputDataTypes>Numbers in tables; no images and no free text</OutputAndInputDataTypes>
      <DevelopmentDataCharacterization>Simulated for this example: 180,000 stays of adults, 5.2% with the outcome</DevelopmentDataCharacterization>
      <BiasMitigationApproaches>Calibrated by age band and sex; by ethnicity not yet, because it was missing in one record of four.</BiasMitigationApproaches>
      <OngoingMaintenance>Looked at each month; trained again at most once a year, as a version of its own.</OngoingMaintenance>
    </AISystemFacts>
    <TransparencyInformation>
      <FundingSource>The supplier alone</FundingSource>
      <StakeholdersConsulted>Ward nurses of two hospitals and a panel of six patients</StakeholdersConsulted>
    </TransparencyInformation>
  </TrustIngredients>
  <KeyMetrics>
    <UsefulnessUsabilityEfficacy>
      <MetricGoal>Find those who become worse</MetricGoal>
      <Results>
        <MetricResult>
          <Label>AUROC</Label>
          <ValueJson>{"kind":"estimate_ci","estimate":0.8,"lower":0.78,"upper":0.82,"level":95,"unit":""}</ValueJson>
        </MetricResult>
      </Results>
      <Interpretation>Four of five pairs of a person who became worse and one who did not are put in the right order.</Interpretation>
      <TestType>Held-back stays of the same hospitals</TestType>
      <TestingDataDescription>Simulated for this example: 20,000 stays</TestingDataDescription>
      <ValidationProcessAndJustification>Split by calendar month, so that it is tried on later stays than it learned from.</ValidationProcessAndJustification>
    </UsefulnessUsabilityEfficacy>
    <FairnessEquity>
      <MetricGoal>The same for men and women</MetricGoal>
      <Results>
        <MetricResult>
          <Label>Difference of AUROC</Label>
          <ValueJson>{"kind":"estimate_ci","estimate":0.01,"lower":-0.02,"upper":0.04,"level":95,"unit":""}</ValueJson>
        </MetricResult>
      </Results>
      <Interpretation>No difference was seen; a small one cannot be ruled out.</Interpretation>
      <TestType>Held-back stays of the same hospitals</TestType>
      <TestingDataDescription>Simulated for this example: 20,000 stays</TestingDataDescription>
      <ValidationProcessAndJustification>Split by calendar month, so that it is tried on later stays than it learned from.</ValidationProcessAndJustification>
    </FairnessEquity>
    <SafetyReliability>
      <MetricGoal>Late readings are noticed</MetricGoal>
      <Results>
        <MetricResult>
          <Label>Share of estimates marked as old</Label>
          <ValueJson>{"kind":"single","value":3.1}</ValueJson>
        </MetricResult>
      </Results>
      <Interpretation>Three of a hundred estimates were older than four hours and were marked so.</Interpretation>
      <TestType>Held-back stays of the same hospitals</TestType>
      <TestingDataDescription>Simulated for this example: 20,000 stays</TestingDataDescription>
      <ValidationProcessAndJustification>Split by calendar month, so that it is tried on later stays than it learned from.</ValidationProcessAndJustification>
    </SafetyReliability>
  </KeyMetrics>
  <Resources>
    <PeerReviewedPublications>None</PeerReviewedPublications>
    <PatientConsentOrDisclosure>No consent is asked; people are told by poster and leaflet.</PatientConsentOrDisclosure>
  </Resources>
  <Bibliography>None: this card is fictional.</Bibliography>
</AppliedModelCard>
`
